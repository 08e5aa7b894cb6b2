/** What can spoil a verdict, in the order in which the audit tells of it. */
export const auditKinds = ["cut", "repeats", "empty", "disputed", "failed", "errors", "missing"] as const;

/** `cut` at the token limit; `repeats` of an earlier text of the problem; `empty`: no answer; `disputed` by another verifier; `failed`: the verifier gave up; `errors`: it failed itself, so that they are in no n; `missing`: a server was asked for them and did not give them. */
export type AuditKind = (typeof auditKinds)[number];

/** Completions of one problem under one policy by what could spoil them: a row of what an audit counts. */
export type ProblemMarks = {
  benchmark: string;
  policy: string;
  problem_id: string;
  /** Judged or not. */
  completions: number;
  n: number;
  c: number;
  /** Completions of which it is known how they ended. */
  finish_known: number;
  /** Pairs of completions with the same text. */
  same_pairs: number;
  /** Mean probability of a completion's text, where that is known. */
  chance: number | null;
} & Record<AuditKind, number> &
  Record<`${AuditKind}_correct`, number>;

/** Pairs of completions of one problem that share their seed. */
export interface SeedPairs {
  benchmark: string;
  policy: string;
  problem_id: string;
  seed_pairs: number;
  /** Those of them with the same text. */
  same_seed_pairs: number;
}

/** Sample indexes with the same text for each problem. */
export interface CopiedIndexes {
  benchmark: string;
  policy: string;
  problems: number;
  sample_indexes: number[];
}
