import type {CompletionKey} from "./completion.js";

/**
 * Stands in a policy's place where the text is a reference solution, which no policy wrote. No policy can have this id:
 * ids begin with a letter or a digit.
 */
export const referenceAuthor = "_reference";

/** What a model that did not write a text makes of it, at temperature 1. `policy` wrote the text, or is `referenceAuthor`. */
export interface Score extends CompletionKey {
  /** Policy whose model scored the text. */
  scoredBy: string;
  /** Sum of the log-probabilities (nats) of the text's tokens; null where the model cannot read the text. */
  sumLogprob: number | null;
  /** Tokens of the text in the model's vocabulary, the end token included; null as above. */
  tokens: number | null;
  /** Mean over tokens of the entropy (nats) of the model's distribution at that place; null as above, and without tokens. */
  meanEntropy: number | null;
}

/** Columns of scores/*.parquet, in order, with their DuckDB types. `scored_by`, `benchmark` and `policy` are Hive folders. */
export const scoreColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  sum_logprob: "DOUBLE",
  tokens: "INTEGER",
  mean_entropy: "DOUBLE"
} as const;

/** A score as a Parquet row. */
export function scoreRow(s: Score): Record<keyof typeof scoreColumns, string | number | null> {
  return {
    problem_id: s.problemId,
    sample_index: s.sampleIndex,
    sum_logprob: s.sumLogprob,
    tokens: s.tokens,
    mean_entropy: s.meanEntropy
  };
}

/** Columns of references/*.parquet: the completions of nobody. The names are those of a completion, so that both are scored alike. */
export const referenceColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  completion: "VARCHAR",
  finish_reason: "VARCHAR"
} as const;
