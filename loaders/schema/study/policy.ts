import {studyPath} from "../../workspace/workspace.js";
import {type} from "arktype";
import type {Role} from "../domain.js";
import type {Where} from "../yaml-file.js";
import {idSchema, samplingSchema} from "./fields.js";
import {fileId, isModulePath} from "./module-path.js";

/** Sampling settings of one policy, with the number of completions per problem. */
interface PolicySampling {
  temperature: number;
  topP: number;
  maxTokens: number;
  /** Completions per problem, where no experiment says otherwise. */
  n: number;
  /** Text that every completion is made to begin with, after the prompt; null for none. */
  prefill: string | null;
}

/** A model with its sampling settings. */
export interface Policy {
  id: string;
  label: string;
  role: Role;
  /** Id of the policy that it was trained from, if it is in the study. */
  base: string | null;
  /** Id of its engine: one of loaders/engines/registry.ts, or the name of a user's module. */
  engine: string;
  /** Absolute path of the user's module that has the engine; null for one of ours. */
  module: string | null;
  /** The keys that are the engine's own, as they stand in the file: the engine's schema checks them. */
  settings: Record<string, unknown>;
  sampling: PolicySampling;
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
  engine: "string > 0",
  "sampling?": samplingSchema
});

/** Keys that every policy may have, whatever its engine. */
export const policyKeys: readonly string[] = policySchema.props.map(({key}) => key);

type RawSampling = typeof samplingSchema.infer;

/** The paper's protocol (Yue et al. 2025, section 3), with a token limit that suits micro models. */
const defaultSampling = {temperature: 0.6, top_p: 0.95, max_tokens: 256, n: 512};

/** A policy of a study file. `shared` is the study's own sampling; `n`, when given, replaces every number of completions. */
export function parsePolicy(
  {id, label, role, base, engine, sampling, ...settings}: typeof policySchema.infer,
  {
    file,
    shared,
    n,
    where
  }: {file: string; shared: RawSampling | undefined; n: number | undefined; where: Where}
): Policy {
  const merged = {...defaultSampling, ...shared, ...sampling};
  const absolute = (path: string): string => studyPath(file, path);
  const isModule = isModulePath(engine);
  return {
    id,
    label: label ?? id,
    role,
    base: base ?? null,
    engine: isModule ? fileId(engine) : engine,
    module: isModule ? absolute(engine) : null,
    settings,
    sampling: {
      temperature: merged.temperature,
      topP: merged.top_p,
      maxTokens: merged.max_tokens,
      n: n ?? merged.n,
      prefill: merged.prefill ?? null
    },
    resolve: absolute,
    where
  };
}
