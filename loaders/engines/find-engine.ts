import {policyKeys} from "../schema/study/policy.js";
import type {Policy, Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {checkAt} from "../schema/yaml-file.js";
import type {EngineDefinition, PolicyModel} from "./engine-definition.js";
import {importedEngine} from "./imported-engine.js";
import * as registry from "./registry.js";

/** The engines of ours. */
export const engines: readonly EngineDefinition[] = Object.values(registry);

/** The engine of a policy, if it is one of ours; null for a user's module. Throws a UserError for one that does not exist. */
export function ownEngine({engine, module, samples, where}: Policy): EngineDefinition | null {
  if (samples !== null) return importedEngine;
  const found = engines.find(({id}) => id === engine);
  if (module === null) {
    if (found !== undefined) return found;
    const known = engines.map(({id}) => id).join(", ");
    throw new UserError(
      `${where(["engine"])}: unknown engine ${engine}: use one of ${known}, or the path of a module: ./my-engine.ts`
    );
  }
  if (found === undefined) return null;
  throw new UserError(
    `${where(["engine"])}: the module has the name of the engine ${engine}: give the file another name`
  );
}

/** Checks that every policy's engine exists and that its own keys are right. A user's module checks its keys when it is loaded. */
export function checkEngines({policies}: Pick<Study, "policies">): void {
  for (const policy of policies) {
    const engine = ownEngine(policy);
    if (engine !== null) policyModel(engine, policy);
  }
}

/** What an engine is told of a policy. Throws a UserError that names the line of a key that its schema refuses. */
export function policyModel<Settings>(
  engine: EngineDefinition<Settings>,
  policy: Policy,
  say: (line: string) => void = () => undefined
): PolicyModel<Settings> {
  const {prefill, temperature, topP, maxTokens, power} = policy.sampling;
  if (power !== null && engine.power !== true)
    throw new UserError(
      `${policy.where(["sampling", "power"])}: the engine ${engine.id} cannot draw from a power of a model's distribution: take power out of the policy ${policy.id}, or use an engine that can (${powerEngines()})`
    );
  return {
    policy: policy.id,
    settings: checkAt(engine.settings, policy.settings, policy.where, policyKeys),
    sampling: {temperature, topP, maxTokens, ...(power === null ? {} : {power})},
    prefill,
    resolve: policy.resolve,
    where: policy.where,
    say
  };
}

function powerEngines(): string {
  return engines
    .filter(({power}) => power === true)
    .map(({id}) => `engine: ${id}`)
    .join(", ");
}
