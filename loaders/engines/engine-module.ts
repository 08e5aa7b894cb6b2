import {type} from "arktype";
import {requireAllowCode, type AllowCode} from "../own-code/allow-code.js";
import {moduleHash} from "../own-code/code-hash.js";
import {importExport} from "../own-code/import-module.js";
import {printable} from "../schema/printable.js";
import type {Policy} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import type {EngineDefinition, PolicyModel, PromptRoom} from "./engine-definition.js";
import type {Generation, LoadedModel} from "./engine.js";
import {lazySchema} from "../schema/rows/lazy-schema.js";

/** The export `engine` of a user's module, as far as it must be there. */
interface EngineModule {
  load: (model: PolicyModel<unknown>) => unknown;
  source?: (model: PolicyModel<unknown>) => unknown;
  settings?: (settings: unknown) => unknown;
  room?: (model: PolicyModel<unknown>, prompts: readonly string[]) => unknown;
  power?: unknown;
}

/**
 * The engine that a user's module exports as `engine`. Its methods may be plain functions; a completion may be a text alone.
 * Whatever it throws, or gives that is no completion, becomes a UserError that names it. Its identity begins with the hash
 * of its code: completions of changed code are never mixed with earlier ones.
 */
export async function loadEngineModule(
  file: string,
  {engine: id, where}: Policy,
  allowCode: AllowCode
): Promise<EngineDefinition> {
  const place = where(["engine"]);
  requireAllowCode(allowCode, `the engine ${file}`, place);
  const hash = (await moduleHash(file, place)).slice(0, 16);
  const engine = await importExport(file, "engine", place);
  if (!isEngine(engine))
    throw new UserError(`${place}: the module ${file} has no engine: export const engine = {load, source}`);
  const guarded = <T>(method: string, call: () => T): Promise<Awaited<T>> =>
    guard(`${place}: the engine ${file} failed in ${method}`, call);
  return {
    id,
    ...(engine.power === true ? {power: true as const} : {}),
    settings: (settings) => checkSettings(engine, settings, file, place),
    source: async (model) => {
      const own = engine.source ? await guarded("source", () => engine.source!(model)) : model.settings;
      return `module ${hash} ${typeof own === "string" ? own : JSON.stringify(own)}`;
    },
    ...(engine.room === undefined
      ? {}
      : {
          room: async (model: PolicyModel<unknown>, prompts: readonly string[]) =>
            checkRoom(await guarded("room", () => engine.room!(model, prompts)), prompts.length, file, place)
        }),
    load: async (model) => {
      const loaded: unknown = await guarded("load", () => engine.load(model));
      if (!isLoaded(loaded))
        throw new UserError(`${place}: the engine ${file} loads no model: load must give {generate}`);
      return {
        batchSize: loaded.batchSize ?? 64,
        concurrency: loaded.concurrency ?? 1,
        generate: async (requests) => {
          const drawn: unknown = await guarded("generate", () => loaded.generate(requests));
          return checkGenerations(drawn, requests.length, `the engine ${file} (${place})`);
        },
        ...(loaded.score ? {score: (requests) => guarded("score", () => loaded.score!(requests))} : {}),
        ...(loaded.tokens ? {tokens: (request) => loaded.tokens!(request)} : {}),
        close: async () => guarded("close", () => loaded.close?.())
      };
    }
  };
}

function isEngine(value: unknown): value is EngineModule {
  return typeof (value as Partial<EngineModule> | null)?.load === "function";
}

function isLoaded(value: unknown): value is LoadedModel {
  return typeof (value as Partial<LoadedModel> | null)?.generate === "function";
}

function checkSettings(engine: EngineModule, settings: unknown, file: string, place: string): unknown {
  if (engine.settings === undefined) return settings;
  try {
    return engine.settings(settings);
  } catch (error) {
    throw new UserError(`invalid settings of the engine ${file} at ${place}: ${printable(error)}`, {
      cause: error
    });
  }
}

const roomSchema = lazySchema(() => type({context: "number.integer >= 1", taken: "(number.integer >= 0)[]"}));

function checkRoom(given: unknown, prompts: number, file: string, place: string): PromptRoom {
  const room = roomSchema(given);
  if (!(room instanceof type.errors) && room.taken.length === prompts) return room;
  throw new UserError(
    `${place}: the engine ${file} gave no room: room must give {context, taken}, in taken one number of tokens a prompt`
  );
}

async function guard<T>(what: string, call: () => T): Promise<Awaited<T>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${what}: ${printable(error)}`, {cause: error});
  }
}

const generation = lazySchema(() =>
  type({
    completion: "string",
    "completionTokens?": "number.integer >= 0 | null",
    "finishReason?": "'stop' | 'length' | null",
    "sumLogprob?": "number | null",
    "meanEntropy?": "number | null",
    "seed?": "number.integer | null"
  })
);

function checkGenerations(drawn: unknown, count: number, who: string): (Generation | null)[] {
  if (!Array.isArray(drawn) || drawn.length !== count) {
    const given = Array.isArray(drawn) ? `${drawn.length} entries` : typeof drawn;
    throw new UserError(`${who} gave ${given} for ${count} requests: generate must give one entry a request`);
  }
  return drawn.map((entry: unknown) => {
    if (entry === null) return null;
    const given = generation(typeof entry === "string" ? {completion: entry} : entry);
    if (given instanceof type.errors)
      throw new UserError(`${who} gave what is no completion: ${printable(given.summary)}`);
    return {
      completion: given.completion,
      completionTokens: given.completionTokens ?? null,
      finishReason: given.finishReason ?? null,
      sumLogprob: given.sumLogprob ?? null,
      meanEntropy: given.meanEntropy ?? null,
      ...(given.seed === undefined ? {} : {seed: given.seed})
    };
  });
}
