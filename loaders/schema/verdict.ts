import {columnTypes, type Columns, type ParquetType} from "./column.js";
import {completionTable, type CompletionKey} from "./completion.js";

/** `error` means that the verifier failed: it is no statement about the completion and never counts as wrong. */
export const verdictValues = ["correct", "incorrect", "error"] as const;

type VerdictValue = (typeof verdictValues)[number];

/** Why a completion is not correct. */
export const reasons = [
  "mismatch",
  "no_answer",
  "bad_step",
  "timeout",
  "crash",
  "memory",
  "output_limit",
  "verifier_error"
] as const;

export type Reason = (typeof reasons)[number];

/** What a verifier says of one completion. */
export interface Judgement {
  verdict: VerdictValue;
  /** The answer that was judged, as found in the completion; null when there is none. */
  extracted: string | null;
  reason: Reason | null;
  /** The verifier's rule that decided, for people who ask why: `same_text`, `numeric`, `step 2: 3 + 4 is not 8`. */
  rule: string;
}

/** A judgement of a stored completion. */
export interface Verdict extends CompletionKey, Judgement {
  /** `math@paper`, `code@python`, …: an id of loaders/verification. */
  verifier: string;
  /** Time the verifier took, in milliseconds; shared evenly by the members of a batch. */
  ms: number;
}

/** Columns of verdicts/*.parquet, in order. `verifier`, `version`, `benchmark` and `policy` are Hive folders. */
export const verdictTable = {
  problem_id: completionTable.problem_id,
  sample_index: completionTable.sample_index,
  verdict: {
    type: "VARCHAR",
    meaning: "`correct`, `incorrect`, or `error`: the verifier failed, which counts in neither n nor c"
  },
  extracted: {
    type: "VARCHAR",
    meaning: "the answer that was judged, as found in the completion",
    nullWhen: "the completion has no answer, or the verifier extracts none"
  },
  reason: {
    type: "VARCHAR",
    meaning:
      "why it is not correct: `mismatch`, `no_answer`, `bad_step`, `timeout`, `crash`, `memory`, `output_limit` or `verifier_error`",
    nullWhen: "it is correct, or the verdict of another tool"
  },
  rule: {
    type: "VARCHAR",
    meaning:
      "the verifier's rule that decided, for people: `same_text`, `step 2: 3 + 4 is not 8`; `imported` for a verdict of another tool"
  },
  ms: {type: "FLOAT", unit: "ms", meaning: "time the verifier took; shared evenly by the members of a batch"}
} as const satisfies Columns<ParquetType>;

export const verdictColumns = columnTypes(verdictTable);

/** A verdict as a Parquet row. */
export function verdictRow(v: Verdict): Record<keyof typeof verdictColumns, string | number | null> {
  return {
    problem_id: v.problemId,
    sample_index: v.sampleIndex,
    verdict: v.verdict,
    extracted: v.extracted,
    reason: v.reason,
    rule: v.rule,
    ms: v.ms
  };
}
