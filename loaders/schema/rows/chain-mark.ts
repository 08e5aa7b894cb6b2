import {columnTypes, type Columns, type ParquetType} from "../column.js";
import {completionTable} from "../completion.js";

/** What a judge model says of a correct completion's chain of thought. */
export interface ChainMark {
  problemId: string;
  sampleIndex: number;
  digest: string;
  mark: "valid" | "invalid" | "unsure" | null;
  answer: string;
  tokens: number | null;
}

/** Columns of judge/…/*.parquet, in order. `benchmark` and `policy` are Hive folders. */
export const chainMarkTable = {
  problem_id: completionTable.problem_id,
  sample_index: {
    type: "INTEGER",
    meaning: "smallest index of a completion of the policy with the text that was read"
  },
  digest: {type: "VARCHAR", meaning: "first 12 hex digits of the SHA-256 of the text that was read"},
  mark: {
    type: "VARCHAR",
    meaning:
      "`valid`, `invalid` or `unsure`: the last of these words in the judge's answer, or what the verifier that reads it found",
    nullWhen: "the answer has no mark"
  },
  answer: {type: "VARCHAR", meaning: "the judge's answer"},
  tokens: {
    type: "INTEGER",
    unit: "tokens",
    meaning: "what the judge wrote",
    nullWhen: "the server does not count"
  }
} as const satisfies Columns<ParquetType>;

export const chainMarkColumns = columnTypes(chainMarkTable);

/** A mark as a Parquet row. */
export function chainMarkRow(one: ChainMark): Record<keyof typeof chainMarkColumns, string | number | null> {
  const {problemId, sampleIndex, digest, mark, answer, tokens} = one;
  return {problem_id: problemId, sample_index: sampleIndex, digest, mark, answer, tokens};
}
