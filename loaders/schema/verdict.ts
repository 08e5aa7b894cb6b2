import type {CompletionKey} from "./completion.js";

/** `error` means that the verifier failed: it is no statement about the completion and never counts as wrong. */
type VerdictValue = "correct" | "incorrect" | "error";

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

/** Columns of verdicts/*.parquet, in order, with their DuckDB types. `verifier`, `benchmark` and `policy` are Hive folders. */
export const verdictColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  verdict: "VARCHAR",
  extracted: "VARCHAR",
  reason: "VARCHAR",
  rule: "VARCHAR",
  ms: "FLOAT"
} as const;

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
