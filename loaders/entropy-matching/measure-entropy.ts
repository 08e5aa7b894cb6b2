import pLimit from "p-limit";
import {createRandom} from "../../src/random/keyed-random.js";
import type {GenerationRequest, SamplingSettings} from "../engines/engine.js";
import type {MicroEngine} from "../engines/micro/micro-engine.js";
import type {Problem} from "../schema/problem.js";
import {estimateEntropy, type EntropyEstimate} from "./entropy-estimate.js";

/** What entropy is measured on. */
export interface Draws {
  /** With absolute paths of pictures. */
  problems: readonly Problem[];
  /** Completions per problem. */
  completions: number;
  /** Fixes the sampling noise, the same for every model and temperature: they differ by their distributions, not by luck. */
  seed: number;
}

/** Draws completions and gives their mean token entropy. */
export async function measureEntropy(
  engine: MicroEngine,
  settings: SamplingSettings,
  draws: Draws
): Promise<EntropyEstimate> {
  const requests = entropyRequests(draws);
  const limit = pLimit(engine.concurrency);
  const batches = parts(requests, engine.batchSize);
  const drawn = await Promise.all(batches.map((batch) => limit(() => engine.generate(batch, settings))));
  return estimateEntropy(parts(drawn.flat(), draws.completions));
}

function entropyRequests({problems, completions, seed}: Draws): GenerationRequest[] {
  const random = createRandom("entropy matching", seed);
  return problems.flatMap(({prompt, image}) =>
    Array.from({length: completions}, () => ({
      prompt,
      seed: random.below(2 ** 32),
      ...(image === undefined ? {} : {image})
    }))
  );
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(list.length / size)}, (_, part) =>
    list.slice(part * size, (part + 1) * size)
  );
}
