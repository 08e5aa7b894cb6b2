import {studyPath} from "../workspace/workspace.js";
import {resolve} from "node:path";
import {type} from "arktype";
import {seedByName} from "../../src/metrics/runs/seed-copies.js";
import {experimentSchema, type Experiment} from "./experiment.js";
import {inferredExperiments, modelOf} from "./study/inferred-experiments.js";
import {parseAdaptive, type Adaptive} from "./study/adaptive.js";
import {benchmarkSchema, parseBenchmark, type Benchmark} from "./study/benchmark.js";
import {chainJudgeSchema, parseChainJudge, type ChainJudge} from "./study/chain-judge.js";
import {idSchema, samplingSchema} from "./study/fields.js";
import {readNote, readStudyNotes, studyNotesSchema, type StudyNotes} from "./study/notes.js";
import {VerifierNames, type OwnVerifier} from "./study/own-verifier.js";
import {promptName} from "./study/prompt-name.js";
import {parsePolicy, policySchema, type Policy} from "./study/policy.js";
import {checkReferences} from "./study/references.js";
import {UserError} from "./user-error.js";
import {openYamlFile, type Where} from "./yaml-file.js";

export type {Benchmark, BenchmarkFormat} from "./study/benchmark.js";
export type {Policy} from "./study/policy.js";

/** Which policies answer which problems, how often and from which seed. */
export interface Study {
  /** Also the name of the run folder. */
  id: string;
  title: string;
  /** Who made it, as they want to be cited; empty where the study does not say. */
  authors: string[];
  /** Absolute path of the YAML file. */
  file: string;
  seed: number;
  bootstrap: {replicates: number; level: number; seed: number};
  /** How n is decided while completions are drawn; null where it is fixed. */
  adaptive: Adaptive | null;
  policies: Policy[];
  benchmarks: Benchmark[];
  /** Who reads chains of thought for `npm run judge`; null where the study names nobody. */
  judge: ChainJudge | null;
  /** The verifiers of its benchmarks, and of its judge's answers, that are the user's own. */
  ownVerifiers: OwnVerifier[];
  /** In the order of the study file, which is the order in which completions are drawn. */
  experiments: Experiment[];
  /** Absolute path of a study of published numbers, whose main panel the overview shows as such; null for none. */
  published: string | null;
  /** Markdown that its pages show. */
  notes: StudyNotes;
  /** Where its keys stand in the file, for messages. */
  where: Where;
}

const studySchema = type({
  "+": "reject",
  study: idSchema,
  title: "string > 0",
  "authors?": type("string > 0").array(),
  seed: "0 <= number.integer <= 9007199254740991",
  "notes?": studyNotesSchema,
  "published?": "string > 0",
  "sampling?": samplingSchema,
  "prompt?": "string > 0",
  "bootstrap?": {
    "+": "reject",
    "replicates?": "100 <= number.integer <= 100000",
    "level?": "0.5 <= number < 1",
    "seed?": "number.integer >= 0"
  },
  "judge?": chainJudgeSchema,
  policies: policySchema.array().atLeastLength(1),
  benchmarks: benchmarkSchema.array().atLeastLength(1),
  "experiments?": experimentSchema.array().atLeastLength(1)
});

const defaultBootstrap = {replicates: 2000, level: 0.95, seed: 1};

/**
 * Reads a study file. Paths in it are relative to the file. `n`, when given, replaces every number of completions. A study
 * without experiments has those that its policies and benchmarks tell of. Throws a UserError
 * that names the file and the line. Engines check the keys of their policies (`checkEngines`), which are kept as they are.
 */
export function readStudy(file: string, n?: number): Study {
  const {value: raw, where} = openYamlFile(file, studySchema);
  if (n !== undefined && !(Number.isSafeInteger(n) && n >= 1))
    throw new UserError(`--n must be an integer of at least 1, not ${n}`);
  const prompt = promptName(raw.prompt, file, where(["prompt"]));
  const names = new VerifierNames(file, where);
  const adaptive = parseAdaptive(raw.sampling, {n, where});
  if (adaptive !== null) refuseOtherN(raw, where);
  const study: Study = {
    id: raw.study,
    title: raw.title,
    authors: raw.authors ?? [],
    file: resolve(file),
    seed: raw.seed,
    bootstrap: {...defaultBootstrap, ...raw.bootstrap},
    adaptive,
    policies: raw.policies.map((policy, place) =>
      parsePolicy(policy, {
        file,
        shared: raw.sampling,
        adaptive,
        n,
        where: (path) => where(["policies", place, ...path])
      })
    ),
    benchmarks: raw.benchmarks.map((benchmark, place) =>
      parseBenchmark(benchmark, place, {file, names, n, prompt, where})
    ),
    judge: parseChainJudge(raw.judge, {file, names}),
    ownVerifiers: names.own,
    experiments: [],
    published: raw.published === undefined ? null : studyPath(file, raw.published),
    notes: readStudyNotes(raw.notes, {file, where}),
    where
  };
  nameSeeds(study.policies);
  study.experiments =
    raw.experiments?.map((experiment, place) => ({
      ...experiment,
      n: n ?? experiment.n ?? null,
      notes: readNote(experiment.notes, ["experiments", place, "notes"], {file, where})
    })) ?? inferredExperiments(study.policies.map(inferredPolicy), study.benchmarks);
  checkReferences(study, where);
  return study;
}

/** A benchmark or experiment with fewer completions would cut at a number that is no look. */
function refuseOtherN({benchmarks, experiments = []}: typeof studySchema.infer, where: Where): void {
  const lists = {benchmarks, experiments};
  for (const kind of ["benchmarks", "experiments"] as const)
    for (const [place, {id, n}] of lists[kind].entries())
      if (n !== undefined)
        throw new UserError(
          `${where([kind, place, "n"])}: n ${n} of ${id} beside n: adaptive of the study: leave it out, n_max is the most of all`
        );
}

/** Policies whose names alone tell that they repeat another one's training. */
function nameSeeds(policies: Policy[]): void {
  const named = policies.map(({id, label, role, base}) => ({policy: id, label, role, base}));
  policies.forEach((policy, i) => {
    if (policy.role === "rl") policy.seedOf ??= seedByName(named[i]!, named);
  });
}

function inferredPolicy({
  id,
  label,
  role,
  base,
  seedOf,
  samples,
  sampling,
  settings,
  benchmarks
}: Policy): Parameters<typeof inferredExperiments>[0][number] {
  const {temperature, power} = samples ?? sampling;
  return {id, label, role, base, seedOf, temperature, power, model: modelOf(label, settings), benchmarks};
}
