import {fetchedFile, studyPath} from "../../workspace/workspace.js";
import {type} from "arktype";
import {existsSync} from "node:fs";
import type {ContestWindow} from "../../public-benchmarks/contest-window.js";
import type {PublicBenchmark} from "../../public-benchmarks/public-benchmark.js";
import {publicBenchmark, readFileName} from "../../public-benchmarks/registry.js";
import {UserError} from "../user-error.js";
import type {VerifierChecks} from "../../../src/metrics/audit/verdict-envelope.js";
import type {Domain} from "../domain.js";
import type {Where} from "../yaml-file.js";
import {countSchema, idSchema} from "./fields.js";
import {noteSchema, readNote} from "./notes.js";
import {promptName, type PromptName} from "./prompt-name.js";
import {verifierSchema, type VerifierNames} from "./own-verifier.js";

/**
 * How a benchmark's file is laid out: `problems` is our own JSONL; the others are the files of public sets as their authors
 * publish them, gzipped or not. `math` holds the rows of the Qwen2.5-Math harness, whose gold extraction goes by the
 * benchmark's id (math500, minerva_math, olympiadbench, gsm8k, aime24, amc23, …). `imported`: what the study's imports found, in its run folder.
 */
export type BenchmarkFormat =
  | "problems"
  | "imported"
  | "math"
  | "evalplus"
  | "human-eval"
  | "live-code-bench"
  | "mathvista"
  | "mathvision";

/** In place of a path: the problems are those that the imported files tell of. */
const IMPORTED = "imported";

/** A set of problems of a study, and the verifier whose verdicts the tables use. */
export interface Benchmark {
  id: string;
  label: string;
  /** Absolute path of the file; of imported problems their folder in the run, which `inRun` sets. */
  problems: string;
  /** Where the study names the file: `study.yaml:40`. */
  named?: string | undefined;
  format: BenchmarkFormat;
  /** As the study says it; null: by the verifier. */
  domain: Domain | null;
  /** Whether multiple-choice problems stay; the paper removes them. */
  multipleChoice: boolean;
  /** The public set that it is, by its registered id. */
  registered?: string | undefined;
  /** Only problems of contests in these days or months, both included. */
  window?: ContestWindow | undefined;
  /** Id of a verifier of ours, or of one in `Study.ownVerifiers`. */
  verifier: string;
  /** Verifiers that judge the same completions too, for the audit: no curve uses their verdicts. */
  audit: string[];
  /** Verdicts of its verifier that someone checked; left out where the study tells of none. */
  verifierErrors?: Omit<VerifierChecks, "benchmark">;
  /** Most completions per problem, whatever a policy's n; null for no such limit. */
  n: number | null;
  /** Its prompt template, or else the study's; null: its problems are asked as they stand. */
  prompt: PromptName | null;
  /** Markdown that the report shows of it; null for none. */
  notes: string | null;
}

const monthSchema = type(/^\d{4}-\d{2}(-\d{2})?$/).describe("a month or a day, like 2024-08");

const checkedSchema = type({"+": "reject", wrong: "number.integer >= 0", of: "number.integer > 0"}).narrow(
  ({wrong, of}, context) => wrong <= of || context.mustBe("given no more wrong verdicts than checked ones")
);

/** A benchmark as it stands in a study file. */
export const benchmarkSchema = type({
  "+": "reject",
  id: idSchema,
  "label?": "string > 0",
  /** A path, or `imported`. */
  problems: "string > 0",
  "domain?": "'math' | 'code' | 'visual'",
  "format?":
    "'problems' | 'math' | 'evalplus' | 'human-eval' | 'live-code-bench' | 'mathvista' | 'mathvision'",
  "multiple_choice?": "boolean",
  "from?": monthSchema,
  "to?": monthSchema,
  "verifier?": verifierSchema,
  "audit?": verifierSchema.array(),
  "verifier_errors?": {
    "+": "reject",
    "false_positives?": checkedSchema,
    "false_negatives?": checkedSchema,
    /** Who checked, and what. */
    "source?": "string > 0"
  },
  "n?": countSchema,
  "prompt?": "string > 0",
  "notes?": noteSchema
});

/** The benchmark at a place of a study file. `n`, when given, replaces every number of completions. */
export function parseBenchmark(
  raw: typeof benchmarkSchema.infer,
  place: number,
  {
    file,
    names,
    n,
    prompt,
    where
  }: {file: string; names: VerifierNames; n: number | undefined; prompt: PromptName | null; where: Where}
): Benchmark {
  const at = ["benchmarks", place];
  const set = raw.problems === IMPORTED ? null : registeredSet(raw.problems, file);
  const verifier = names.id(verifierOf(raw, set, where(at)), [...at, "verifier"]);
  const audit = (raw.audit ?? []).map((each, i) => names.id(each, [...at, "audit", i]));
  return {
    id: raw.id,
    label: raw.label ?? set?.title ?? raw.id,
    problems: problemsPath(raw.problems, set, file),
    named: where([...at, "problems"]),
    format: raw.problems === IMPORTED ? "imported" : (raw.format ?? set?.format ?? "problems"),
    domain: raw.domain ?? null,
    multipleChoice: raw.multiple_choice ?? false,
    registered: set?.id,
    window:
      raw.from === undefined && raw.to === undefined
        ? undefined
        : {from: raw.from ?? null, to: raw.to ?? null},
    verifier,
    audit: [...new Set(audit)].filter((id) => id !== verifier),
    ...(raw.verifier_errors === undefined
      ? {}
      : {
          verifierErrors: {
            falsePositives: raw.verifier_errors.false_positives ?? null,
            falseNegatives: raw.verifier_errors.false_negatives ?? null,
            source: raw.verifier_errors.source ?? null
          }
        }),
    n: n === undefined ? (raw.n ?? null) : null,
    prompt: promptName(raw.prompt, file, where([...at, "prompt"])) ?? prompt,
    notes: readNote(raw.notes, [...at, "notes"], {file, where})
  };
}

/** The public set of that id, unless a file has its name. */
function registeredSet(problems: string, file: string): PublicBenchmark | null {
  const set = publicBenchmark(problems);
  return set === null || existsSync(studyPath(file, problems)) ? null : set;
}

function problemsPath(problems: string, set: PublicBenchmark | null, file: string): string {
  if (problems === IMPORTED) return "";
  return set === null ? studyPath(file, problems) : fetchedFile(file, set.id, readFileName(set));
}

function verifierOf(
  {id, verifier}: typeof benchmarkSchema.infer,
  set: PublicBenchmark | null,
  place: string
): NonNullable<typeof verifier> {
  const named = verifier ?? set?.verifier;
  if (named !== undefined) return named;
  throw new UserError(
    `${place}: the benchmark ${id} has no verifier; only registered public sets come with one`
  );
}
