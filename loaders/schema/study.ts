import {resolve} from "node:path";
import {type} from "arktype";
import {studyPath} from "../workspace/workspace.js";
import type {Role} from "./domain.js";
import {experimentsByDomain, experimentSchema, type Experiment} from "./experiment.js";
import {UserError} from "./user-error.js";
import {readYamlFile} from "./yaml-file.js";

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
  engine: "micro";
  /** Absolute path of the model's folder. */
  model: string;
  sampling: PolicySampling;
}

/**
 * How a benchmark's file is laid out: `problems` is our own JSONL; the others are the files of public sets as their authors
 * publish them, gzipped or not. `math` holds the rows of the Qwen2.5-Math harness, whose gold extraction goes by the
 * benchmark's id (math500, minerva_math, olympiadbench, gsm8k, aime24, amc23, …).
 */
export type BenchmarkFormat =
  "problems" | "math" | "evalplus" | "human-eval" | "live-code-bench" | "mathvista" | "mathvision";

/** A set of problems of a study, and the verifier whose verdicts the tables use. */
export interface Benchmark {
  id: string;
  label: string;
  /** Absolute path of the file. */
  problems: string;
  format: BenchmarkFormat;
  /** Whether multiple-choice problems stay; the paper removes them. */
  multipleChoice: boolean;
  verifier: string;
  /** Most completions per problem, whatever a policy's n; null for no such limit. */
  n: number | null;
}

/** Which policies answer which problems, how often and from which seed. */
export interface Study {
  /** Also the name of the run folder. */
  id: string;
  title: string;
  /** Absolute path of the YAML file. */
  file: string;
  seed: number;
  bootstrap: {replicates: number; level: number; seed: number};
  policies: Policy[];
  benchmarks: Benchmark[];
  /** In the order of the study file, which is the order in which completions are drawn. */
  experiments: Experiment[];
}

const id = type(/^[a-z0-9][a-z0-9._@-]*$/).describe("lower-case letters, digits, '.', '_', '@' and '-'");
const count = type("1 <= number.integer <= 16777216");
const samplingFields = {
  "temperature?": "0 <= number <= 10",
  "top_p?": "0 < number <= 1",
  "max_tokens?": count,
  "n?": count,
  "prefill?": "string > 0",
  "+": "reject"
} as const;
const samplingSchema = type(samplingFields);

const studySchema = type({
  "+": "reject",
  study: id,
  title: "string > 0",
  seed: "0 <= number.integer <= 9007199254740991",
  "sampling?": samplingSchema,
  "bootstrap?": {
    "+": "reject",
    "replicates?": "100 <= number.integer <= 100000",
    "level?": "0.5 <= number < 1",
    "seed?": "number.integer >= 0"
  },
  policies: type({
    "+": "reject",
    id,
    "label?": "string > 0",
    role: "'base' | 'rl' | 'instruct' | 'distilled'",
    "base?": id,
    engine: "'micro'",
    model: "string > 0",
    "sampling?": samplingSchema
  })
    .array()
    .atLeastLength(1),
  benchmarks: type({
    "+": "reject",
    id,
    "label?": "string > 0",
    problems: "string > 0",
    "format?":
      "'problems' | 'math' | 'evalplus' | 'human-eval' | 'live-code-bench' | 'mathvista' | 'mathvision'",
    "multiple_choice?": "boolean",
    verifier: "string > 0",
    "n?": count
  })
    .array()
    .atLeastLength(1),
  "experiments?": experimentSchema.array().atLeastLength(1)
});

/** The paper's protocol (Yue et al. 2025, section 3), with a token limit that suits micro models. */
const defaultSampling = {temperature: 0.6, top_p: 0.95, max_tokens: 256, n: 512};
const defaultBootstrap = {replicates: 2000, level: 0.95, seed: 1};

/**
 * Reads a study file. Paths in it are relative to the file. `n`, when given, replaces every number of completions. A study
 * without experiments compares all its policies on all its benchmarks, one experiment for each domain. Throws a UserError that names the file and the line.
 */
export function readStudy(file: string, n?: number): Study {
  const raw = readYamlFile(file, studySchema);
  if (n !== undefined && !(Number.isSafeInteger(n) && n >= 1))
    throw new UserError(`n must be an integer of at least 1, not ${n}`);
  const study: Study = {
    id: raw.study,
    title: raw.title,
    file: resolve(file),
    seed: raw.seed,
    bootstrap: {...defaultBootstrap, ...raw.bootstrap},
    policies: raw.policies.map((policy) => {
      const sampling = {...defaultSampling, ...raw.sampling, ...policy.sampling};
      return {
        id: policy.id,
        label: policy.label ?? policy.id,
        role: policy.role,
        base: policy.base ?? null,
        engine: policy.engine,
        model: studyPath(file, policy.model),
        sampling: {
          temperature: sampling.temperature,
          topP: sampling.top_p,
          maxTokens: sampling.max_tokens,
          n: n ?? sampling.n,
          prefill: sampling.prefill ?? null
        }
      };
    }),
    benchmarks: raw.benchmarks.map((benchmark) => ({
      id: benchmark.id,
      label: benchmark.label ?? benchmark.id,
      problems: studyPath(file, benchmark.problems),
      format: benchmark.format ?? "problems",
      multipleChoice: benchmark.multiple_choice ?? false,
      verifier: benchmark.verifier,
      n: n === undefined ? (benchmark.n ?? null) : null
    })),
    experiments: []
  };
  study.experiments =
    raw.experiments?.map((experiment) => ({...experiment, n: n ?? experiment.n ?? null})) ??
    experimentsByDomain(study.policies, study.benchmarks);
  checkReferences(study, file);
  return study;
}

function checkReferences(study: Study, file: string): void {
  refuseDuplicates(
    study.policies.map((policy) => policy.id),
    "policy",
    file
  );
  refuseDuplicates(
    study.benchmarks.map((benchmark) => benchmark.id),
    "benchmark",
    file
  );
  const known = new Set(study.policies.map((policy) => policy.id));
  for (const {id, base} of study.policies) {
    if (base !== null && !known.has(base))
      throw new UserError(
        `invalid study ${file}: policy ${id} names the base ${base}, which is not in the study`
      );
  }
  refuseDuplicates(
    study.experiments.map((experiment) => experiment.id),
    "experiment",
    file
  );
  const benchmarks = new Set(study.benchmarks.map((benchmark) => benchmark.id));
  for (const experiment of study.experiments) {
    refuseUnknown(experiment.policies, known, `experiment ${experiment.id} names the policy`, file);
    refuseUnknown(experiment.benchmarks, benchmarks, `experiment ${experiment.id} names the benchmark`, file);
  }
}

function refuseUnknown(ids: readonly string[], known: ReadonlySet<string>, who: string, file: string): void {
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UserError(`invalid study ${file}: ${who} ${unknown}, which is not in the study`);
}

function refuseDuplicates(ids: string[], what: string, file: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new UserError(`invalid study ${file}: two ${what} entries have the id ${id}`);
    seen.add(id);
  }
}
