import type {LoadedModel} from "../engines/engine.js";
import type {Policy} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";

/** A loaded model that gives the log-probabilities of texts it did not write. */
export interface ScoringModel {
  score: NonNullable<LoadedModel["score"]>;
  close: () => Promise<void>;
}

/** How the model of a scoring policy is identified and loaded; `ModelAccess` is one. */
export interface ScoringModels {
  /** Identity of the model, without starting anything; see `Engine.source`. */
  source: (policy: Policy) => string | Promise<string>;
  load: (policy: Policy) => LoadedModel | Promise<LoadedModel>;
}

/** Loads the model of a policy that has to score texts. Throws a UserError for an engine that gives no log-probabilities. */
export async function loadScorer(models: ScoringModels, policy: Policy): Promise<ScoringModel> {
  const model = await models.load(policy);
  if (model.score !== undefined)
    return {score: (requests) => model.score!(requests), close: async () => model.close?.()};
  await model.close?.();
  throw new UserError(
    `the engine ${policy.engine} of the policy ${policy.id} gives no log-probabilities (${policy.where(["engine"])}): take the policy out of the experiment perplexity`
  );
}
