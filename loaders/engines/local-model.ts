import {resolve} from "node:path";
import {UserError} from "../schema/user-error.js";
import {completeModel} from "./complete-model.js";
import type {EngineDefinition, PolicyModel, PromptRoom} from "./engine-definition.js";
import type {Engine, SamplingSettings} from "./engine.js";
import {engines} from "./find-engine.js";
import type {SharedResources} from "./shared-resources.js";

/** A model at a path, for commands that take one instead of a study. */
export interface LocalModel {
  /** Its identity; see `Engine.source`. */
  source: string;
  /** What its context leaves after these prompts; null where the engine cannot tell. */
  room: (prompts: readonly string[]) => Promise<PromptRoom | null>;
  load: (sampling: SamplingSettings) => Promise<Engine>;
}

/** The model at a path, by the first engine that can load it. Throws a UserError where none can. */
export async function openLocalModel(path: string, shared: SharedResources): Promise<LocalModel> {
  const absolute = resolve(path);
  for (const engine of engines) {
    const settings = engine.local?.settings(absolute) ?? null;
    if (settings !== null) return localModel(engine, settings, path, shared);
  }
  const known = engines.flatMap(({id, local}) => (local === undefined ? [] : [`${local.what} (${id})`]));
  throw new UserError(`no model at ${path}: expected ${known.join(", or ")}`);
}

async function localModel(
  engine: EngineDefinition,
  settings: unknown,
  path: string,
  shared: SharedResources
): Promise<LocalModel> {
  const about = (sampling: SamplingSettings): PolicyModel<unknown> => ({
    policy: path,
    settings,
    sampling,
    prefill: null,
    resolve: (inner) => resolve(path, inner),
    where: () => path,
    say: () => undefined
  });
  const plain = about({temperature: 1, topP: 1, maxTokens: 1});
  const source = await engine.source(plain);
  return {
    source,
    room: async (prompts) => (await engine.room?.(plain, prompts)) ?? null,
    load: async (sampling) => {
      if (sampling.power !== undefined && engine.power !== true)
        throw new UserError(
          `${path}: the engine ${engine.id} cannot draw from a power of a model's distribution`
        );
      return completeModel(engine.id, source, await engine.load(about(sampling), shared));
    }
  };
}
