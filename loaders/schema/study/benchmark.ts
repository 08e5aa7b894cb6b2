import {studyPath} from "../../workspace/workspace.js";
import {type} from "arktype";
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
  /** Id of a verifier of ours, or of one in `Study.ownVerifiers`. */
  verifier: string;
  /** Verifiers that judge the same completions too, for the audit: no curve uses their verdicts. */
  audit: string[];
  /** Most completions per problem, whatever a policy's n; null for no such limit. */
  n: number | null;
  /** Its prompt template, or else the study's; null: its problems are asked as they stand. */
  prompt: PromptName | null;
  /** Markdown that the report shows of it; null for none. */
  notes: string | null;
}

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
  verifier: verifierSchema,
  "audit?": verifierSchema.array(),
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
  const verifier = names.id(raw.verifier, [...at, "verifier"]);
  const audit = (raw.audit ?? []).map((each, i) => names.id(each, [...at, "audit", i]));
  return {
    id: raw.id,
    label: raw.label ?? raw.id,
    problems: raw.problems === IMPORTED ? "" : studyPath(file, raw.problems),
    named: where([...at, "problems"]),
    format: raw.problems === IMPORTED ? "imported" : (raw.format ?? "problems"),
    domain: raw.domain ?? null,
    multipleChoice: raw.multiple_choice ?? false,
    verifier,
    audit: [...new Set(audit)].filter((id) => id !== verifier),
    n: n === undefined ? (raw.n ?? null) : null,
    prompt: promptName(raw.prompt, file, where([...at, "prompt"])) ?? prompt,
    notes: readNote(raw.notes, [...at, "notes"], {file, where})
  };
}
