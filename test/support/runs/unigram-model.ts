import type {ScoringRequest, TokenScores} from "../../../loaders/engines/engine.js";
import {sampledScores} from "../../../loaders/engines/sampled-logprobs.js";
import type {Policy} from "../../../loaders/schema/study.js";
import type {ScoringModels} from "../../../loaders/scoring/scoring-models.js";

/** Probabilities of words, in any order, `<end>` among them: the same at each place of a text. */
export type Unigram = Readonly<Record<string, number>>;

/**
 * Models for tests that draw each word from a distribution of the policy's own, whatever stands before it. With `told` they tell
 * that many of the likeliest words at each place, as servers do; else what their sampler makes of each. Counts the texts asked about.
 */
export function unigramModels(
  words: Readonly<Record<string, Unigram>>,
  told: number | null = null
): ScoringModels & {asked: number} {
  const models = {
    asked: 0,
    source: ({id}: Policy) => JSON.stringify([words[id], told]),
    load: ({id, sampling}: Policy) => {
      const ranked = Object.entries(words[id]!).sort((a, b) => b[1] - a[1]);
      const score = (requests: readonly ScoringRequest[], isSampled: boolean) => {
        models.asked += requests.length;
        return Promise.resolve(
          requests.map((request) => textScores(request, ranked, isSampled ? sampling : told!))
        );
      };
      return {
        generate: () => Promise.reject(new Error("these models only score")),
        tokens: ({completion}: ScoringRequest) => [...completion.split(" "), "<end>"],
        ...(told === null
          ? {scoreSampled: (requests: readonly ScoringRequest[]) => score(requests, true)}
          : {score: (requests: readonly ScoringRequest[]) => score(requests, false)}),
        close: () => Promise.resolve()
      };
    }
  };
  return models;
}

function textScores(
  {completion}: ScoringRequest,
  ranked: readonly (readonly [string, number])[],
  how: number | Policy["sampling"]
): TokenScores | null {
  const places = [...completion.split(" "), "<end>"].map((word) =>
    ranked.findIndex(([known]) => known === word)
  );
  if (places.includes(-1)) return null;
  const all = Float32Array.from(ranked, ([, probability]) => Math.log(probability));
  const scores = {logprobs: Float32Array.from(places, (place) => all[place]!), entropies: null};
  if (typeof how === "number")
    return {
      ...scores,
      tops: places.map(() => ranked.slice(0, how).map(([token], i) => ({token, logprob: all[i]!})))
    };
  const tokens = BigInt64Array.from(places.flatMap(() => ranked.map((_, i) => BigInt(i))));
  const logprobs = Float32Array.from(places.flatMap(() => [...all]));
  return {...scores, ...sampledScores({tokens, logprobs}, places, how)};
}
