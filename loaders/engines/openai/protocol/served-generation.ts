import type {Generation} from "../../engine.js";
import type {Answer} from "./answer.js";
import type {Choice} from "./choice.js";

/** A choice of an answer as engines give completions. What a server counts is trusted for a lone choice only. */
export function servedGeneration(
  {text, reasoning, finishReason, tokens}: Choice,
  {choices, countedTokens}: Answer,
  {seed, attempts}: {seed: number | null; attempts: number}
): Generation {
  return {
    completion: text,
    completionTokens: tokens?.count ?? (choices.length === 1 ? countedTokens : null),
    finishReason,
    sumLogprob: tokens?.sumLogprob ?? null,
    meanEntropy: null,
    entropyBound: tokens?.entropyBound ?? null,
    drawnEntropyBound: tokens?.drawnEntropyBound ?? null,
    reasoning,
    attempts,
    seed
  };
}
