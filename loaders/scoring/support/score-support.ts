import type {LoadedModel, SamplingSettings, ScoringRequest, TokenScores} from "../../engines/engine.js";
import {nucleusBounds, type Bounds, type TokenBounds} from "../../engines/nucleus-bounds.js";
import {SUPPORT_PARTS, type SupportEnd, type SupportScore} from "../../schema/rows/support-score.js";

/** Tokens that a server is asked for at each place. */
const TOPS = 20;
/** Texts that are scored in one call. */
const CALL = 2048;

type Scorer = Pick<LoadedModel, "score" | "scoreSampled" | "tokens">;

/** What a model and its sampler make of a text, without its key. */
export type TextSupport = Omit<SupportScore, "problemId" | "sampleIndex">;

/**
 * What a model makes of texts at temperature 1, and its sampler at `settings`: exact where the engine knows every token's
 * probability (`scoreSampled`), else within bounds from the likeliest tokens that it tells. A text longer than the token limit is cut
 * off there: the sampler never gives it. `onProgress` hears how many are done.
 */
export async function scoreSupport(
  model: Scorer,
  requests: readonly ScoringRequest[],
  settings: SamplingSettings,
  onProgress: (done: number) => void = () => undefined
): Promise<TextSupport[]> {
  const results: TextSupport[] = [];
  for (let start = 0; start < requests.length; start += CALL) {
    onProgress(start);
    const part = requests.slice(start, start + CALL);
    const scores =
      model.scoreSampled === undefined ? await model.score!(part, TOPS) : await model.scoreSampled(part);
    for (const [i, score] of scores.entries()) results.push(textSupport(model, part[i]!, score, settings));
  }
  onProgress(requests.length);
  return results;
}

function textSupport(
  model: Scorer,
  request: ScoringRequest,
  scores: TokenScores | null,
  settings: SamplingSettings
): TextSupport {
  if (scores === null)
    return {
      sumLogprob: null,
      tokens: null,
      sampled: null,
      neededTopP: null,
      outside: null,
      unsureAt: null,
      parts: null
    };
  const {logprobs} = scores;
  const bounds = Array.from(logprobs, (_, place) => placeBounds(scores, place, settings));
  const isCut = (place: number): boolean =>
    place >= settings.maxTokens || bounds[place]!.sampled[1] === -Infinity;
  const places = [...bounds.keys()];
  const at = places.find(isCut);
  const unsureAt = places.find((place) => !isCut(place) && bounds[place]!.sampled[0] === -Infinity);
  return {
    sumLogprob: sum(logprobs),
    tokens: logprobs.length,
    sampled: at === undefined ? sumBounds(bounds) : [-Infinity, -Infinity],
    neededTopP: [most(bounds, 0), most(bounds, 1)],
    outside: at === undefined ? null : supportEnd(model, request, at, logprobs[at]!),
    unsureAt: unsureAt ?? null,
    parts: partSums(logprobs)
  };
}

function placeBounds(
  {logprobs, sampled, ahead, tops}: TokenScores,
  place: number,
  settings: SamplingSettings
): TokenBounds {
  if (sampled !== undefined && ahead !== undefined)
    return {sampled: twice(sampled[place]!), ahead: twice(ahead[place]!)};
  const told = (tops?.[place] ?? []).map(({logprob}) => logprob);
  return nucleusBounds(logprobs[place]!, told, settings);
}

/** Where the support ends; of an engine that tells its tokens with the place in the text. */
function supportEnd(model: Scorer, request: ScoringRequest, at: number, logprob: number): SupportEnd {
  const tokens = model.tokens?.(request) ?? null;
  const token = tokens?.[at] ?? null;
  return {at, token, from: token === null ? null : lettersBefore(request.completion, tokens!, at), logprob};
}

/** Letters of a text before one of its tokens, which stand in it one after the other with or without spaces; null where they do not. */
function lettersBefore(text: string, tokens: readonly string[], at: number): number | null {
  let from = 0;
  for (const token of tokens.slice(0, at)) {
    const found = text.indexOf(token, from);
    if (found < 0 || text.slice(from, found).trim() !== "") return null;
    from = found + token.length;
  }
  return from;
}

/** Sums over tenths of the tokens: token i of L lies in the tenth of its middle, (i + 1/2) / L. */
function partSums(logprobs: Float32Array): number[] {
  const sums = new Array<number>(SUPPORT_PARTS).fill(0);
  for (const [i, logprob] of logprobs.entries())
    sums[Math.floor((SUPPORT_PARTS * (i + 0.5)) / logprobs.length)]! += logprob;
  return sums;
}

function sumBounds(bounds: readonly TokenBounds[]): Bounds {
  const side = (end: 0 | 1): number => bounds.reduce((total, {sampled}) => total + sampled[end], 0);
  return [side(0), side(1)];
}

function most(bounds: readonly TokenBounds[], end: 0 | 1): number {
  return bounds.reduce((largest, {ahead}) => Math.max(largest, ahead[end]), 0);
}

function sum(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function twice(value: number): Bounds {
  return [value, value];
}
