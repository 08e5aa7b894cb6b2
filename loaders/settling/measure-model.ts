import type {Engine, GenerationRequest} from "../engines/engine.js";

/** Completions that a model is measured on: few, for they are not kept. */
const measured = 32;

/** What a sample of a model's completions took. */
export interface ModelMeasure {
  completions: number;
  /** Mean tokens a completion; null where nobody counts them. */
  tokens: number | null;
  /** Characters of a prompt, mean: servers tell no tokens of prompts before they are asked. */
  promptCharacters: number;
  seconds: number;
  /** Completions that ended at the token limit. */
  truncated: number;
  /** Completions a request. */
  perRequest: number;
  /** What the probe found. */
  found: readonly string[];
}

/** Draws one completion of each request, at most 32 of them evenly spread, and measures. Throws what the engine throws. */
export async function measureModel(
  engine: Engine,
  requests: readonly GenerationRequest[]
): Promise<ModelMeasure> {
  const step = Math.max(1, requests.length / measured);
  const some = Array.from(
    {length: Math.min(measured, requests.length)},
    (_, i) => requests[Math.floor(i * step)]!
  );
  const found = (await engine.served?.prepare(some[0]!)) ?? [];
  const start = performance.now();
  const drawn = (await Promise.all(some.map((request) => engine.generate([request])))).flat();
  const seconds = (performance.now() - start) / 1000;
  const given = drawn.filter((generation) => generation !== null);
  const tokens = given.map(({completionTokens}) => completionTokens);
  const characters = requests.reduce((sum, {prompt}) => sum + prompt.length, 0);
  return {
    completions: given.length,
    tokens:
      given.length === 0 || tokens.includes(null)
        ? null
        : tokens.reduce<number>((sum, count) => sum + count!, 0) / given.length,
    promptCharacters: characters / Math.max(1, requests.length),
    seconds,
    truncated: given.filter(({finishReason}) => finishReason === "length").length,
    perRequest: engine.batchSize,
    found
  };
}
