import {studyPath} from "../../workspace/workspace.js";
import {type} from "arktype";
import type {StoppingRule} from "../../../src/metrics/counts/stopping-rule.js";
import type {Role} from "../domain.js";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";
import type {Adaptive} from "./adaptive.js";
import {idSchema, samplingSchema} from "./fields.js";
import {fileId, isModulePath} from "./module-path.js";
import {noteSchema, readNote} from "./notes.js";
import {promptName, type PromptName} from "./prompt-name.js";
import {samplesSchema, sampleSources, type SampleSource} from "./samples.js";

/** Sampling settings of one policy, with the number of completions per problem. */
interface PolicySampling {
  temperature: number;
  topP: number;
  maxTokens: number;
  /** Completions per problem, where no experiment says otherwise. */
  n: number;
  /** When a problem stops, where n depends on what was drawn: `n` is then the most. Null where n is fixed. */
  stopping: StoppingRule | null;
  /** Text that every completion is made to begin with, after the prompt; null for none. */
  prefill: string | null;
  /** Completions are drawn with probability proportional to that of the whole completion to this power; null for no power. */
  power: number | null;
}

/** Completions that were drawn elsewhere, and what the study says of how. */
interface ImportedSamples {
  sources: SampleSource[];
  temperature: number | null;
  topP: number | null;
  maxTokens: number | null;
  power: number | null;
}

/** Stands where a policy's completions are imported: nothing can be drawn from it. */
export const IMPORTED_ENGINE = "imported";

/** A model with its sampling settings. */
export interface Policy {
  id: string;
  label: string;
  role: Role;
  /** Id of the policy that it was trained from, if it is in the study. */
  base: string | null;
  /** Id of the policy whose training it repeats with a seed of its own; null for none. */
  seedOf: string | null;
  /** What the study says of its training, in place of what the model's card says. */
  training: {learningRate: number | null; steps: number | null; parameters: number | null};
  /** Id of its engine: one of loaders/engines/registry.ts, or the name of a user's module. */
  engine: string;
  /** Absolute path of the user's module that has the engine; null for one of ours. */
  module: string | null;
  /** Null for a policy whose completions an engine draws. */
  samples: ImportedSamples | null;
  /** Where its numbers were published, for numbers that nobody measured here; null for all others. */
  published: string | null;
  /** The keys that are the engine's own, as they stand in the file: the engine's schema checks them. */
  settings: Record<string, unknown>;
  sampling: PolicySampling;
  /** Ids of the only benchmarks that it is asked, whatever experiments it is in; null: of all. */
  benchmarks: string[] | null;
  /** Its own prompt template, whatever the benchmark's; null for none. */
  prompt: PromptName | null;
  /** Markdown that the report shows of it; null for none. */
  notes: string | null;
  /** Absolute path of a path in `settings`, which is relative to the study file. */
  resolve: (path: string) => string;
  /** Where the policy's keys stand in the study file. */
  where: Where;
}

/** A policy as it stands in a study file; its other keys belong to its engine. */
export const policySchema = type({
  id: idSchema,
  "label?": "string > 0",
  role: "'base' | 'rl' | 'instruct' | 'distilled'",
  "base?": idSchema,
  "seed_of?": idSchema,
  "training?": {
    "+": "reject",
    "learning_rate?": "number > 0",
    "steps?": "number.integer >= 0",
    "parameters?": "number.integer > 0"
  },
  "engine?": "string > 0",
  "samples?": samplesSchema,
  "published?": "string > 0",
  "benchmarks?": idSchema.array().atLeastLength(1),
  "sampling?": samplingSchema,
  "prompt?": "string > 0",
  "notes?": noteSchema
});

/** Keys that every policy may have, whatever its engine. */
export const policyKeys: readonly string[] = policySchema.props.map(({key}) => key);

type RawSampling = typeof samplingSchema.infer;

/** The paper's protocol (Yue et al. 2025, section 3), with a token limit that suits micro models. */
const defaultSampling = {temperature: 0.6, top_p: 0.95, max_tokens: 256, n: 512};

/** Of imported completions as many count as there are. */
const MOST_COMPLETIONS = 16_777_216;

/** A policy of a study file. `shared` is the study's own sampling; `n`, when given, replaces every number of completions. */
export function parsePolicy(
  raw: typeof policySchema.infer,
  {
    file,
    shared,
    adaptive,
    n,
    where
  }: {
    file: string;
    shared: RawSampling | undefined;
    adaptive: Adaptive | null;
    n: number | undefined;
    where: Where;
  }
): Policy {
  const {id, label, role, base, sampling, notes} = raw;
  const settings = engineSettings(raw);
  const absolute = (path: string): string => studyPath(file, path);
  refuseOwnAdaptive(sampling, where);
  const stated = powerSampling(shared, sampling, where);
  const samples = importedSamples(raw, stated, absolute, where);
  const engine = samples === null ? raw.engine! : IMPORTED_ENGINE;
  const isModule = isModulePath(engine);
  const merged = {...defaultSampling, ...(samples === null ? {} : {n: MOST_COMPLETIONS}), ...stated};
  return {
    id,
    label: label ?? id,
    role,
    base: base ?? null,
    seedOf: raw.seed_of ?? null,
    training: {
      learningRate: raw.training?.learning_rate ?? null,
      steps: raw.training?.steps ?? null,
      parameters: raw.training?.parameters ?? null
    },
    engine: isModule ? fileId(engine) : engine,
    module: isModule ? absolute(engine) : null,
    samples,
    published: raw.published ?? null,
    settings,
    sampling: {
      temperature: merged.temperature,
      topP: merged.top_p,
      maxTokens: merged.max_tokens,
      n: n ?? (merged.n === "adaptive" ? (samples === null ? adaptive!.most : MOST_COMPLETIONS) : merged.n),
      stopping: merged.n === "adaptive" && samples === null ? adaptive!.rule : null,
      prefill: merged.prefill ?? null,
      power: merged.power ?? null
    },
    benchmarks: raw.benchmarks ?? null,
    prompt: promptName(raw.prompt, file, where(["prompt"])),
    notes: readNote(notes, ["notes"], {file, where}),
    resolve: absolute,
    where
  };
}

/** Whether all is known is a question of the whole study. */
function refuseOwnAdaptive(sampling: RawSampling | undefined, where: Where): void {
  for (const key of ["n", "successes", "n_max", "k_max", "budget"] as const) {
    const value = sampling?.[key];
    if (value === undefined || (typeof value === "number" && key === "n")) continue;
    throw new UserError(
      `${where(["sampling", key])}: ${key}: ${value} belongs to the sampling of the whole study: move it there`
    );
  }
}

/**
 * A policy's sampling on top of the study's. A power is one of the model's own distribution: at temperature 1, from all tokens,
 * whatever the study's other policies do. Throws a UserError for another temperature or top-p beside it.
 */
function powerSampling(
  shared: RawSampling | undefined,
  own: RawSampling | undefined,
  where: Where
): RawSampling {
  const stated = {...shared, ...own};
  if (stated.power === undefined) return stated;
  // What stands beside the power is meant for it; the study's own temperature is for its other policies.
  const beside = own?.power === undefined ? shared : own;
  for (const name of ["temperature", "top_p"] as const)
    if ((beside?.[name] ?? 1) !== 1 || (own?.[name] ?? 1) !== 1)
      throw new UserError(
        `${where(["sampling", name])}: ${name} ${stated[name]} beside power ${stated.power}: the power is of the model's own distribution, at temperature 1 and top-p 1: take ${name} out`
      );
  return {...stated, temperature: 1, top_p: 1};
}

/** What is left of a policy for its engine. */
function engineSettings(raw: typeof policySchema.infer): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !policyKeys.includes(key)));
}

/** Throws a UserError for a policy that has neither engine nor samples, or both. */
function importedSamples(
  {id, engine, samples}: typeof policySchema.infer,
  stated: RawSampling,
  absolute: (path: string) => string,
  where: Where
): ImportedSamples | null {
  if ((engine === undefined) === (samples === undefined)) {
    const has = engine === undefined ? "neither engine nor samples" : "both engine and samples";
    throw new UserError(
      `${where([])}: the policy ${id} has ${has}; an engine draws completions, samples are files that hold them`
    );
  }
  if (samples === undefined) return null;
  return {
    sources: sampleSources(samples, absolute),
    temperature: stated.temperature ?? null,
    topP: stated.top_p ?? null,
    maxTokens: stated.max_tokens ?? null,
    power: stated.power ?? null
  };
}
