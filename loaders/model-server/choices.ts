import type {Generation, GenerationRequest} from "../engines/engine.js";
import {endWord} from "../engines/micro/tokenizer.js";
import type {FinishReason} from "../schema/completion.js";
import {cutAtStop} from "./cut-at-stop.js";
import {echoed, type Draft, type ReadPrompt} from "./draft.js";
import type {DrawRequest} from "./draw-request.js";
import {badRequest, RequestError} from "./request-error.js";
import type {ServedModel} from "./served-model.js";
import {addScores, type ChoiceToken} from "./token-scores.js";
import type {WordPlace} from "./word-places.js";

/** A completion as it is answered. */
export interface Choice {
  text: string;
  /** Null where no log-probabilities were asked for. */
  tokens: ChoiceToken[] | null;
  finishReason: FinishReason;
  /** The stop string that ended it; null where none did. */
  stopReason: string | null;
}

/** All completions of a request, those of the first prompt first. */
export interface Drawn {
  choices: Choice[];
  promptTokens: number;
  completionTokens: number;
}

/** The most completions of one request. */
const mostChoices = 8192;

/** The default of max_tokens, or what room there is. */
const defaultTokens = 16;

/**
 * Draws what a request asks for. Completion j of a prompt is what the engine draws with seed + j. Throws a RequestError for what
 * the model cannot read or has no room for; rejects with the signal's reason where it aborts before all is under way.
 */
export async function drawChoices(
  model: ServedModel,
  request: DrawRequest,
  signal: AbortSignal
): Promise<Drawn> {
  if (request.n * request.prompts.length > mostChoices)
    throw badRequest(`a request must have at most ${mostChoices} completions`, "n");
  const held: string[] = [];
  try {
    const read = request.prompts.map((prompt) => ({...prompt, ...model.readPrompt(prompt)}));
    const maxTokens = tokenLimit(model, request, read);
    const prompts = read.map(({text, image, words}): ReadPrompt => {
      const path = image === null ? null : model.pictures.hold(image);
      if (path !== null) held.push(path);
      return {text, image: path, words};
    });
    const drafts = await drawDrafts(model, request, prompts, maxTokens, signal);
    const tokens = request.tops === null ? null : await addScores(model, request, drafts, signal);
    return {
      choices: drafts.map((draft, index) => ({
        text: (request.echo ? echoed(draft) : "") + draft.completion,
        tokens: tokens?.[index] ?? null,
        finishReason: draft.finishReason,
        stopReason: draft.stopReason
      })),
      promptTokens: prompts.reduce((sum, {words}) => sum + words.length, 0),
      completionTokens: drafts.reduce((sum, {words}) => sum + words.length, 0)
    };
  } finally {
    for (const path of held) model.pictures.release(path);
  }
}

/** The limit of tokens for all prompts of a request. Throws a RequestError where the context has no room for it. */
function tokenLimit(
  model: ServedModel,
  {maxTokens, echo, tops}: DrawRequest,
  prompts: readonly {words: WordPlace[]; places: number}[]
): number {
  const {context} = model.architecture;
  const most = Math.max(...prompts.map(({places}) => places));
  const wanted = maxTokens ?? Math.max(1, Math.min(defaultTokens, context - most));
  if (wanted === 0 && !echo) throw badRequest("max_tokens must be at least 1 without echo", "max_tokens");
  const longest = Math.max(...prompts.map(({words}) => words.length));
  const scored = tops === null ? 0 : model.placesOf(longest + wanted);
  if (Math.max(wanted === 0 ? 0 : most + wanted, scored) <= context) return wanted;
  throw badRequest(
    `This model's maximum context length is ${context} tokens. However, you requested ${most + wanted} tokens ` +
      `(${most} in the prompt of ${longest}, filled up to a multiple of 8, ${wanted} in the completion). ` +
      "Please reduce the length of the prompt or max_tokens.",
    "max_tokens"
  );
}

async function drawDrafts(
  model: ServedModel,
  {n, seed, settings, stops}: DrawRequest,
  prompts: readonly ReadPrompt[],
  maxTokens: number,
  signal: AbortSignal
): Promise<Draft[]> {
  const wanted = prompts.flatMap((prompt) => Array.from({length: n}, (_, j) => ({prompt, seed: seed + j})));
  if (maxTokens === 0) return wanted.map(({prompt}) => ({...nothing, prompt}));
  const requests = wanted.map(({prompt: {text, image}, seed}): GenerationRequest => ({
    prompt: text,
    ...(image === null ? {} : {image}),
    seed
  }));
  const drawn = await model.generate(requests, {...settings, maxTokens}, signal);
  return drawn.map((generation, index) => draftOf(model, wanted[index]!.prompt, generation, stops));
}

const nothing: Omit<Draft, "prompt"> = {
  completion: "",
  written: "",
  words: [],
  finishReason: "length",
  stopReason: null,
  isEnded: false
};

function draftOf(
  model: ServedModel,
  prompt: ReadPrompt,
  generation: Generation | null,
  stops: readonly string[]
): Draft {
  if (generation === null) throw new RequestError(500, "the model drew nothing");
  const {completion, finishReason} = generation;
  const words = model.words(completion);
  const cut = cutAtStop(completion, words, stops);
  if (cut !== null) {
    const {text, written, stop} = cut;
    return {
      prompt,
      completion: text,
      written,
      words: model.words(written),
      finishReason: "stop",
      stopReason: stop,
      isEnded: false
    };
  }
  if (finishReason !== "stop") return {...nothing, prompt, completion, written: completion, words};
  words.push({word: endWord, offset: completion.length});
  return {prompt, completion, written: completion, words, finishReason, stopReason: null, isEnded: true};
}
