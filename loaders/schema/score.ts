import {columnTypes, type Columns, type ParquetType} from "./column.js";
import {completionTable, type CompletionKey} from "./completion.js";

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

/** Columns of scores/*.parquet, in order. `scored_by`, `benchmark` and `policy` are Hive folders. */
export const scoreTable = {
  problem_id: completionTable.problem_id,
  sample_index: {
    type: "INTEGER",
    meaning: "index of the completion, or of the reference solution, that was scored"
  },
  sum_logprob: {
    type: "DOUBLE",
    unit: "nats",
    meaning: "sum of the log-probabilities of the text's tokens under the scoring model at temperature 1",
    nullWhen: "the model's vocabulary cannot write the text"
  },
  tokens: {
    type: "INTEGER",
    unit: "tokens",
    meaning: "length of the text in the scoring model's vocabulary, the end token included",
    nullWhen: "as sum_logprob"
  },
  mean_entropy: {
    type: "DOUBLE",
    unit: "nats a token",
    meaning:
      "mean over the text's places of the entropy of the scoring model's distribution at temperature 1",
    nullWhen: "as sum_logprob, and for a text without tokens"
  }
} as const satisfies Columns<ParquetType>;

export const scoreColumns = columnTypes(scoreTable);

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
export const referenceTable = {
  problem_id: completionTable.problem_id,
  sample_index: {type: "INTEGER", meaning: "0, 1, … among the problem's reference solutions"},
  completion: {type: "VARCHAR", meaning: "the solution, as a policy would have to write it"},
  finish_reason: {type: "VARCHAR", meaning: "always `stop`"}
} as const satisfies Columns<ParquetType>;

export const referenceColumns = columnTypes(referenceTable);
