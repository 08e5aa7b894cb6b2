import pLimit from "p-limit";
import type {CompletionEntropy} from "../../src/metrics/perplexity/token-entropy.js";
import {createRandom} from "../../src/random/keyed-random.js";
import type {Engine, Generation, GenerationRequest} from "../engines/engine.js";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {estimateEntropy, type EntropyEstimate} from "./entropy-estimate.js";

/** A problem with what a model is sent for it. */
export type AskedProblem = Problem & Pick<GenerationRequest, "messages" | "stop">;

/** What entropy is measured on. */
export interface Draws {
  /** With absolute paths of pictures. */
  problems: readonly AskedProblem[];
  /** Completions per problem. */
  completions: number;
  /** Fixes the sampling noise, the same for every model and temperature: they differ by their distributions, not by luck. */
  seed: number;
}

/**
 * Draws completions and gives their mean token entropy: a lower bound for a model behind a server. Throws a UserError for an
 * engine that reports no entropies, and where a request failed.
 */
export async function measureEntropy(engine: Engine, draws: Draws): Promise<EntropyEstimate> {
  const requests = entropyRequests(draws);
  await engine.served?.prepare(requests[0]!);
  const limit = pLimit(engine.concurrency);
  const batches = parts(requests, engine.batchSize);
  const drawn = await Promise.all(batches.map((batch) => limit(() => engine.generate(batch))));
  const measured = drawn.flat().map((generation) => measuredTokens(generation, engine));
  return estimateEntropy(parts(measured, draws.completions));
}

function measuredTokens(generation: Generation | null, {name}: Engine): CompletionEntropy {
  if (generation === null) throw new UserError(`the engine ${name} did not answer a request: run it again`);
  const {completionTokens, drawnEntropyBound = null} = generation;
  const meanEntropy = generation.meanEntropy ?? drawnEntropyBound;
  if (completionTokens === null || (meanEntropy === null && completionTokens > 0))
    throw new UserError(`the engine ${name} reports no entropy of its tokens: it cannot be matched`);
  return {completionTokens, meanEntropy};
}

function entropyRequests({problems, completions, seed}: Draws): GenerationRequest[] {
  const random = createRandom("entropy matching", seed);
  return problems.flatMap(({prompt, messages, stop, image}) =>
    Array.from({length: completions}, () => ({
      prompt,
      seed: random.below(2 ** 32),
      ...(messages === undefined ? {} : {messages}),
      ...(stop === undefined ? {} : {stop}),
      ...(image === undefined ? {} : {image})
    }))
  );
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(list.length / size)}, (_, part) =>
    list.slice(part * size, (part + 1) * size)
  );
}
