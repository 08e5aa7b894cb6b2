import {completionTable} from "../../schema/completion.js";
import type {Columns, ParquetType} from "../../schema/column.js";
import {verdictTable} from "../../schema/verdict.js";

const {verdict, extracted, reason, rule} = verdictTable;

/** Columns of `problems/BENCHMARK.parquet`, in order: a row a problem. */
export const problemTable = {
  problem_id: completionTable.problem_id,
  domain: {type: "VARCHAR", meaning: "`math`, `code`, `visual` or `countdown`"},
  prompt: {type: "VARCHAR", meaning: "what the model reads, before any template"},
  gold: {type: "VARCHAR", meaning: "reference answer; JSON where it is no text"},
  meta: {type: "VARCHAR", meaning: "JSON of what else is known of the problem"}
} as const satisfies Columns<ParquetType>;

/** Fields of an item of the column `verdicts`. */
export const verdictFields = {
  verifier: {type: "VARCHAR", meaning: "id of the verifier"},
  version: {type: "INTEGER", meaning: "its version"},
  verdict,
  extracted,
  reason,
  rule
} as const satisfies Columns<ParquetType>;

const {problem_id: problemId, ...completion} = completionTable;

/** Columns of `data/BENCHMARK/POLICY.parquet`, in order: a row a completion. `verdicts` is a list of structs of `verdictFields`. */
export const datasetTable = {
  benchmark: {type: "VARCHAR", meaning: "id of the benchmark"},
  policy: {type: "VARCHAR", meaning: "id of the policy: a model with its sampling settings"},
  problem_id: problemId,
  prompt: problemTable.prompt,
  gold: problemTable.gold,
  meta: problemTable.meta,
  ...completion,
  verdict: {
    type: "VARCHAR",
    meaning: "of the benchmark's verifier: `correct`, `incorrect` or `error`",
    nullWhen: "it has not judged"
  },
  verdicts: {
    type: "STRUCT[]",
    meaning: "of every verifier: `verifier`, `version`, `verdict`, `extracted`, `reason`, `rule`"
  }
} as const satisfies Columns<ParquetType | "STRUCT[]">;

/** Columns of `POLICY.csv` of the counts, in order: a row a benchmark, problem and verifier. */
export const countTable = {
  benchmark: datasetTable.benchmark,
  problem_id: problemId,
  metric: {type: "VARCHAR", meaning: "id of the verifier"},
  n: {type: "INTEGER", meaning: "completions judged; what the verifier failed on is none of them"},
  c: {type: "INTEGER", meaning: "of these, correct ones"}
} as const satisfies Columns<ParquetType>;
