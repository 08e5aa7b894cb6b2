import {columnTypes, type Columns, type ParquetType} from "../column.js";
import {completionTable} from "../completion.js";

/** Parts of a text over which its log-probability is summed. */
export const SUPPORT_PARTS = 10;

/**
 * What a model and its sampler make of one text. Where the engine knows every token’s probability, both bounds are one value; where
 * it tells the likeliest tokens alone, the truth lies between them.
 */
export interface SupportScore {
  problemId: string;
  /** The first completion of its author, or reference solution, with this text. */
  sampleIndex: number;
  /** At temperature 1 from all tokens; null where the model cannot read the text. */
  sumLogprob: number | null;
  tokens: number | null;
  /** At the scoring policy's settings; -Infinity where a token is cut off, or may be; null as above. */
  sampled: readonly [low: number, high: number] | null;
  /** The least top-p under which its temperature could give the text; null as above. */
  neededTopP: readonly [low: number, high: number] | null;
  /** The first token that the settings surely cut off; null for none. */
  outside: SupportEnd | null;
  /** Place of the first token of which it is not known whether they do; null for none. */
  unsureAt: number | null;
  /** Sums of log-probabilities, one for each tenth of the text's tokens; null as above. */
  parts: readonly number[] | null;
}

/** Where the support of a sampler ends in a text. */
export interface SupportEnd {
  /** Place of the token among the text's, from 0. */
  at: number;
  /** The token as text; null where the engine does not tell. */
  token: string | null;
  /** Letters of the text before it; null where the tokens do not join to the text. */
  from: number | null;
  /** Log-probability (nats) of the token at temperature 1. */
  logprob: number;
}

type PartName = `part_${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

const part = (i: number) =>
  ({
    type: "DOUBLE",
    unit: "nats",
    meaning: `sum of the log-probabilities of the tokens in the text's ${i}. tenth, 0 where none lies there`,
    nullWhen: "as sum_logprob"
  }) as const;

const cut = "as sum_logprob, and where it is 0";

/** Columns of support/*.parquet, in order. `scored_by`, `benchmark` and `policy` are Hive folders. */
export const supportTable = {
  problem_id: completionTable.problem_id,
  sample_index: {
    type: "INTEGER",
    meaning: "index of the first completion of the policy, or reference solution, that has this text"
  },
  sum_logprob: {
    type: "DOUBLE",
    unit: "nats",
    meaning: "log-probability of the text under the scoring model, at temperature 1 from all tokens",
    nullWhen: "the model cannot read the text"
  },
  tokens: {
    type: "INTEGER",
    unit: "tokens",
    meaning: "length of the text in the scoring model's vocabulary, the end token included",
    nullWhen: "as sum_logprob"
  },
  sampled_low: {
    type: "DOUBLE",
    unit: "nats",
    meaning:
      "lower bound of the text's log-probability at the scoring policy's temperature, top-p and token limit",
    nullWhen: cut
  },
  sampled_high: {
    type: "DOUBLE",
    unit: "nats",
    meaning: "upper bound of the same; the same number where the engine knows every token's probability",
    nullWhen: cut
  },
  needed_top_p_low: {
    type: "DOUBLE",
    meaning:
      "lower bound of the top-p that a sampler of this temperature needs for the text: the largest probability that stands ahead of one of its tokens",
    nullWhen: "as sum_logprob"
  },
  needed_top_p_high: {type: "DOUBLE", meaning: "upper bound of the same", nullWhen: "as sum_logprob"},
  outside_at: {
    type: "INTEGER",
    meaning: "place, from 0, of the first token that the settings cut off",
    nullWhen: "none is surely cut off"
  },
  outside_token: {
    type: "VARCHAR",
    meaning: "this token",
    nullWhen: "as outside_at, and where the engine does not tell tokens"
  },
  outside_from: {
    type: "INTEGER",
    unit: "letters",
    meaning: "of the text before this token",
    nullWhen: "as outside_token"
  },
  outside_logprob: {
    type: "DOUBLE",
    unit: "nats",
    meaning: "log-probability of this token at temperature 1",
    nullWhen: "as outside_at"
  },
  unsure_at: {
    type: "INTEGER",
    meaning:
      "place, from 0, of the first token that the settings may cut off or not, as only the likeliest tokens are known",
    nullWhen: "it is known of all"
  },
  part_1: part(1),
  part_2: part(2),
  part_3: part(3),
  part_4: part(4),
  part_5: part(5),
  part_6: part(6),
  part_7: part(7),
  part_8: part(8),
  part_9: part(9),
  part_10: part(10)
} as const satisfies Columns<ParquetType>;

export const supportColumns = columnTypes(supportTable);

/** A score as a Parquet row. */
export function supportRow(score: SupportScore): Record<keyof typeof supportColumns, string | number | null> {
  const {sampled, neededTopP, outside, parts} = score;
  const partValues = Object.fromEntries(
    Array.from({length: SUPPORT_PARTS}, (_, i) => [`part_${i + 1}`, parts?.[i] ?? null])
  ) as Record<PartName, number | null>;
  return {
    problem_id: score.problemId,
    sample_index: score.sampleIndex,
    sum_logprob: score.sumLogprob,
    tokens: score.tokens,
    sampled_low: finite(sampled?.[0]),
    sampled_high: finite(sampled?.[1]),
    needed_top_p_low: neededTopP?.[0] ?? null,
    needed_top_p_high: neededTopP?.[1] ?? null,
    outside_at: outside?.at ?? null,
    outside_token: outside?.token ?? null,
    outside_from: outside?.from ?? null,
    outside_logprob: outside?.logprob ?? null,
    unsure_at: score.unsureAt,
    ...partValues
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
