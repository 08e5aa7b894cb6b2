import type {AllowCode} from "../own-code/allow-code.js";
import type {Policy} from "../schema/study.js";
import {completeModel} from "./complete-model.js";
import type {EngineDefinition, PromptRoom} from "./engine-definition.js";
import type {Engine} from "./engine.js";
import {loadEngineModule} from "./engine-module.js";
import {ownEngine, policyModel} from "./find-engine.js";
import {SharedResources} from "./shared-resources.js";

/** How a policy's model is identified and loaded. */
export interface ModelAccess {
  /** Identity of the model, without starting anything; see `Engine.source`. */
  source: (policy: Policy) => Promise<string>;
  /** What the policy's context leaves after these prompts; null where its engine cannot tell. */
  room: (policy: Policy, prompts: readonly string[]) => Promise<PromptRoom | null>;
  load: (policy: Policy) => Promise<Engine>;
  /** Ends what the loaded models shared; they are closed by then. */
  close: () => Promise<void>;
}

/**
 * The models of a study's policies, by their engines. `allowCode`: whether engines in modules of the user's may run. `say` tells the
 * user what an engine has to say while it loads.
 */
export function createModelAccess(
  allowCode: AllowCode = false,
  say: (line: string) => void = () => undefined
): ModelAccess {
  const shared = new SharedResources();
  const modules = new Map<string, Promise<EngineDefinition>>();
  const engineOf = async (policy: Policy): Promise<EngineDefinition> => {
    const own = ownEngine(policy);
    if (own !== null) return own;
    const path = policy.module!;
    const loaded = modules.get(path) ?? loadEngineModule(path, policy, allowCode);
    modules.set(path, loaded);
    return loaded;
  };
  const identify = async (policy: Policy): Promise<string> => {
    const engine = await engineOf(policy);
    return engine.source(policyModel(engine, policy));
  };
  const sources = new Map<Policy, Promise<string>>();
  const source = (policy: Policy): Promise<string> => {
    const known = sources.get(policy) ?? identify(policy);
    sources.set(policy, known);
    return known;
  };
  return {
    source,
    room: async (policy, prompts) => {
      const engine = await engineOf(policy);
      return (await engine.room?.(policyModel(engine, policy), prompts)) ?? null;
    },
    load: async (policy) => {
      const engine = await engineOf(policy);
      const model = await engine.load(policyModel(engine, policy, say), shared);
      return completeModel(engine.id, await source(policy), model);
    },
    close: () => shared.close()
  };
}
