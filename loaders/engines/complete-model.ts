import type {Engine, LoadedModel} from "./engine.js";

/** A loaded model with the name of its engine, its identity, and what it leaves to the defaults. */
export function completeModel(name: string, source: string, model: LoadedModel): Engine {
  return {
    name,
    source,
    // A served model knows both only after it was prepared.
    get batchSize() {
      return model.batchSize ?? 64;
    },
    get concurrency() {
      return model.concurrency ?? 1;
    },
    ...(model.drawnTogether === undefined ? {} : {drawnTogether: model.drawnTogether}),
    generate: (requests) => model.generate(requests),
    ...(model.score ? {score: (requests, tops) => model.score!(requests, tops)} : {}),
    ...(model.scoreSampled ? {scoreSampled: (requests) => model.scoreSampled!(requests)} : {}),
    ...(model.tokens ? {tokens: (request) => model.tokens!(request)} : {}),
    ...(model.served ? {served: model.served} : {}),
    close: async () => model.close?.()
  };
}
