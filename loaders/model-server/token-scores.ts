import type {ScoringRequest, TokenScores} from "../engines/engine.js";
import {echoed, type Draft} from "./draft.js";
import type {DrawRequest} from "./draw-request.js";
import {RequestError} from "./request-error.js";
import {mostTops} from "./sampling-fields.js";
import type {ServedModel} from "./served-model.js";

/** A token of a text with its log-probability (nats, temperature 1). */
export interface ScoredToken {
  token: string;
  logprob: number;
}

/** A token of an answer. */
export interface ChoiceToken {
  token: string;
  /** Where it begins in the answer's text. */
  offset: number;
  /** Null for the first token of an echoed prompt, which nothing stands before. */
  logprob: number | null;
  /** The likeliest tokens at its place, the likeliest first; null where `logprob` is. */
  tops: ScoredToken[] | null;
}

/** JSON has no infinite numbers. */
const LEAST = -9999;

/** The tokens of each completion, after those of its prompt where that is echoed, with their log-probabilities. */
export async function addScores(
  model: ServedModel,
  {echo, tops}: Pick<DrawRequest, "echo" | "tops">,
  drafts: readonly Draft[],
  signal: AbortSignal
): Promise<ChoiceToken[][]> {
  const requests = drafts.map((draft) => scoringRequest(draft, echo));
  // One number for all that ask for any: each takes a graph of its own.
  const scores = await model.score(requests, tops === 0 ? 0 : mostTops, signal);
  return drafts.map((draft, index) => {
    const found = scores[index];
    if (found === null || found === undefined) throw new RequestError(500, "the model cannot score the text");
    return tokensOf(draft, echo, found, tops ?? 0);
  });
}

/** What is scored after what: of an echoed prompt all but the first token. */
function scoringRequest(draft: Draft, echo: boolean): ScoringRequest {
  const {prompt, written, isEnded} = draft;
  const {word, offset} = prompt.words[0]!;
  const start = offset + word.length;
  return {
    prompt: echo ? prompt.text.slice(0, start) : prompt.text,
    ...(prompt.image === null ? {} : {image: prompt.image}),
    completion: echo
      ? `${prompt.text.slice(start)}${echoed(draft).slice(prompt.text.length)}${written}`
      : written,
    finishReason: isEnded ? "stop" : null
  };
}

function tokensOf(draft: Draft, echo: boolean, {logprobs, tops}: TokenScores, told: number): ChoiceToken[] {
  const before = echo ? draft.prompt.words : [];
  const shift = echo ? echoed(draft).length : 0;
  const places = [...before, ...draft.words.map(({word, offset}) => ({word, offset: offset + shift}))];
  const unscored = echo ? 1 : 0;
  return places.map(({word, offset}, at) => {
    if (at < unscored) return {token: word, offset, logprob: null, tops: null};
    const logprob = Math.max(LEAST, logprobs[at - unscored]!);
    return {token: word, offset, logprob, tops: tops?.[at - unscored]!.slice(0, told) ?? []};
  });
}
