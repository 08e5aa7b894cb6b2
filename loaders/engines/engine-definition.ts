import type {type} from "arktype";
import type {Where} from "../schema/yaml-file.js";
import type {LoadedModel, SamplingSettings} from "./engine.js";
import type {SharedResources} from "./shared-resources.js";

/** What an engine is told of a policy. */
export interface PolicyModel<Settings> {
  /** Id of the policy. */
  policy: string;
  /** The engine's own keys of the policy, checked. */
  settings: Settings;
  sampling: SamplingSettings;
  /** Text that the study puts before each completion; the requests' prompts end with it. Null for none. */
  prefill: string | null;
  /** Absolute path of a path in the study file. */
  resolve: (path: string) => string;
  /** Where a key of the policy stands: `study.yaml:12`. */
  where: Where;
  /** Tells the user something while a model is loaded, such as that a server is waited for. */
  say: (line: string) => void;
}

/** How much of a model's context prompts take, in tokens. */
export interface PromptRoom {
  /** Places for a prompt and its completion together. */
  context: number;
  /** Places that each prompt takes, in order, with what stands before it and what fills it up. */
  taken: number[];
}

/**
 * An engine as studies name it: `engine: ID`. It is in a folder of its own, which exports one of these, and has one line in
 * registry.ts. Nothing heavy is imported before `load`: every command reads the registry.
 */
export interface EngineDefinition<Settings = unknown> {
  readonly id: string;
  /** The engine heeds `messages` of a request. */
  readonly chat?: true;
  /** The engine heeds `stop` of a request. */
  readonly stop?: true;
  /** The engine heeds `power` of the sampling settings. */
  readonly power?: true;
  /** Its models are behind servers, which set the pace. */
  readonly isServed?: true;
  /** Checks a policy's keys other than id, label, role, base, engine and sampling: an arktype schema. */
  readonly settings: (value: unknown) => Settings | InstanceType<typeof type.errors>;
  /**
   * Identity of what answers, found without loading it: sha256 of the weights, or the served model's name. Completions of
   * two sources are never mixed. Throws a UserError for a model that is not there.
   */
  source(model: PolicyModel<Settings>): string | Promise<string>;
  /**
   * What the context leaves after these prompts, found without loading the model. With it a `max_tokens` that does not fit is refused
   * before anything is drawn; without it nobody knows.
   */
  room?(model: PolicyModel<Settings>, prompts: readonly string[]): PromptRoom | Promise<PromptRoom>;
  /** Tokens of each of these prompts, found without loading the model or asking a server; no such method where nobody knows. */
  promptTokens?(model: PolicyModel<Settings>, prompts: readonly string[]): number[] | Promise<number[]>;
  load(model: PolicyModel<Settings>, shared: SharedResources): LoadedModel | Promise<LoadedModel>;
  /** Absolute path of the folder where training left the model's card and log; null, or no such method, where it left none. */
  trainingFolder?(model: PolicyModel<Settings>): string | null;
  /** For commands that take a model's path instead of a study: which paths this engine can load. */
  readonly local?: LocalModels<Settings>;
}

interface LocalModels<Settings> {
  /** For messages: `a folder with …`. */
  readonly what: string;
  /** The settings of a policy whose model is at this absolute path; null for what the engine cannot load. */
  settings(path: string): Settings | null;
}
