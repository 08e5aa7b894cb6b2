import {existsSync} from "node:fs";
import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import {parquetFiles, type VerifierName} from "../../store/run-folder.js";
import {experimentCells} from "../views/experiment-cells.js";
import type {ReportInput} from "../views/report-input.js";
import {PARTIAL_VERSION} from "./partial-tables.js";

/** A cell of a study with the files that its partial counts are made from. */
export interface CellSource {
  cell: StudyCell;
  completions: string[];
  /** The benchmark's own verifier first, then the others that have judged something of the cell; each with its files. */
  verdicts: {verifier: VerifierName; files: string[]}[];
  /** What else the counts depend on. */
  terms: CellTerms;
}

/** What the counts of a cell depend on beside the files. */
interface CellTerms {
  version: number;
  /** Its hashes tell texts apart. */
  duckdb: string;
  verifiers: VerifierName[];
  /** The numbers of completions that experiments count. */
  ns: number[];
  /** Whether the probability of a text is that of its tokens. */
  hasChance: boolean;
  /** Whose answers are kept one by one: all, correct ones alone, or none. */
  answers: "all" | "correct" | "none";
}

/** The cells of a study that have completions. */
export async function cellSources({study, run}: ReportInput): Promise<CellSource[]> {
  const {version} = await import("../../store/table/duckdb.js");
  const duckdb = version();
  const experiments = experimentCells(study);
  const verifiers = run.verifiers();
  return studyCells(study).flatMap((cell): CellSource[] => {
    const {benchmark, policy} = cell;
    const folder = run.completions(benchmark.id, policy.id);
    const completions = existsSync(folder) ? parquetFiles(folder) : [];
    if (completions.length === 0) return [];
    const own = run.newestVerifier(benchmark.verifier);
    const verdicts = [own, ...verifiers.filter(({id}) => id !== own.id)]
      .map((verifier) => ({verifier, files: parquetFiles(run.verdicts(verifier, benchmark.id, policy.id))}))
      .filter(({files}, i) => i === 0 || files.length > 0);
    const {temperature, topP, power} = policy.samples ?? policy.sampling;
    const ns = experiments
      .filter((one) => one.benchmark === benchmark.id && one.policy === policy.id)
      .map(({n}) => n);
    const terms: CellTerms = {
      version: PARTIAL_VERSION,
      duckdb,
      verifiers: verdicts.map(({verifier}) => verifier),
      ns: [...new Set(ns)].sort((a, b) => a - b),
      hasChance: temperature === 1 && topP === 1 && power === null,
      answers: benchmark.verifier.endsWith("@steps") ? "none" : policy.role === "base" ? "all" : "correct"
    };
    return [{cell, completions, verdicts, terms}];
  });
}
