import type {Engine, LoadedModel} from "./engine.js";

/** A loaded model with the name of its engine, its identity, and what it leaves to the defaults. */
export function completeModel(name: string, source: string, model: LoadedModel): Engine {
  return {
    name,
    source,
    batchSize: model.batchSize ?? 64,
    concurrency: model.concurrency ?? 1,
    generate: (requests) => model.generate(requests),
    ...(model.score ? {score: (requests, tops) => model.score!(requests, tops)} : {}),
    ...(model.tokens ? {tokens: (request) => model.tokens!(request)} : {}),
    close: async () => model.close?.()
  };
}
