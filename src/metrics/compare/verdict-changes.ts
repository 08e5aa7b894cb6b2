/** A completion that both reports have with the same text and judge otherwise. */
export interface ChangedVerdict {
  problemId: string;
  sampleIndex: number;
  /** Beginning of the completion. */
  completion: string;
  /** Verdict, the answer that was judged and the rule that decided, in the first report and in the second. */
  a: JudgedAs;
  b: JudgedAs;
}

interface JudgedAs {
  verdict: string;
  extracted: string | null;
  rule: string;
}

/** The verdicts of one verifier on one policy and benchmark that two reports have. */
export interface VerdictChange {
  policy: string;
  benchmark: string;
  verifier: string;
  /** Of the verifier, in the first report and in the second. */
  versions: [number, number];
  /** Completions that both have with the same text, each judged in both. */
  same: number;
  /** Completions of one problem and index whose texts differ: their verdicts are not compared. */
  otherTexts: number;
  /** How many of `same` have another verdict, by both verdicts. */
  kinds: {a: string; b: string; count: number}[];
  /** The first of these, by problem and index. */
  examples: ChangedVerdict[];
}

/** Which verdicts changed between two published reports. */
export interface VerdictChanges {
  /** Why they cannot be compared; null where they were. */
  missing: string | null;
  /** Policies, benchmarks and verifiers whose files have the same bytes in both. */
  identical: number;
  /** The others that both have. */
  cells: VerdictChange[];
}

/** How many verdicts of a cell changed. */
export function changedCount({kinds}: VerdictChange): number {
  return kinds.reduce((sum, {count}) => sum + count, 0);
}
