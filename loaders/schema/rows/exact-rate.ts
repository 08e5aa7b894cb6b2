import {columnTypes, type Columns, type ParquetType} from "../column.js";
import {completionTable} from "../completion.js";

/** How likely a policy solves a problem with one try, summed over all its solutions. */
export interface ExactRate {
  problemId: string;
  /** Distinct texts that are correct. */
  solutions: number;
  /** At the policy's sampling settings: temperature, nucleus, token limit. */
  rate: number;
  /** At temperature 1 from all tokens. */
  fullRate: number;
}

/** Columns of exact/*.parquet, in order. `benchmark` and `policy` are Hive folders. */
export const exactTable = {
  problem_id: completionTable.problem_id,
  solutions: {
    type: "INTEGER",
    unit: "texts",
    meaning: "distinct correct texts of the problem, all there are"
  },
  rate: {
    type: "DOUBLE",
    meaning:
      "probability that one completion is one of them at the policy's sampling settings: 0 where each has a token outside of the nucleus"
  },
  full_rate: {
    type: "DOUBLE",
    meaning: "the same at temperature 1 from all tokens"
  }
} as const satisfies Columns<ParquetType>;

export const exactColumns = columnTypes(exactTable);

/** A rate as a Parquet row. */
export function exactRow({
  problemId,
  solutions,
  rate,
  fullRate
}: ExactRate): Record<keyof typeof exactColumns, string | number> {
  return {problem_id: problemId, solutions, rate, full_rate: fullRate};
}
