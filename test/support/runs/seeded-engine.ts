import type {Engine, Generation, GenerationRequest} from "../../../loaders/engines/engine.js";

export interface SeededEngineOptions {
  batchSize?: number;
  concurrency?: number;
  /** Requests with these prompts fail. */
  failing?: readonly string[];
}

/** An engine for tests of what stands around engines: a completion is a function of prompt and seed. Counts its requests. */
export function seededEngine({
  batchSize = 7,
  concurrency = 2,
  failing = []
}: SeededEngineOptions = {}): Engine & {requests: number} {
  const engine = {
    name: "seeded",
    source: "test",
    batchSize,
    concurrency,
    requests: 0,
    generate: (requests: readonly GenerationRequest[]) => {
      engine.requests += requests.length;
      return Promise.resolve(
        requests.map((request) => (failing.includes(request.prompt) ? null : generation(request)))
      );
    },
    close: () => Promise.resolve()
  };
  return engine;
}

function generation({prompt, seed}: GenerationRequest): Generation {
  const completion = `${prompt} ${seed % 3}`;
  return {completion, completionTokens: 2, finishReason: "stop", sumLogprob: -1, meanEntropy: 0.5};
}
