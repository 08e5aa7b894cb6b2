import {completionColumns, laterCompletionColumns} from "../schema/completion.js";
import {referenceColumns, scoreColumns} from "../schema/score.js";
import {supportColumns} from "../schema/rows/support-score.js";
import {mostCompletions} from "../schema/study/fields.js";
import {reasons, verdictColumns, verdictValues} from "../schema/verdict.js";
import {quote} from "./database.js";
import type {ParquetColumns} from "./row-table.js";

/** A column that some values do not fit. */
interface Rule {
  column: string;
  /** SQL that is true of a value that does not fit; never NULL. */
  isBad: string;
  /** What the value must be, for messages. */
  expected: string;
}

/** What the rows of one kind of a run's files must be. */
export interface RowKind {
  /** Of several rows, for messages. */
  name: string;
  columns: ParquetColumns;
  /** Columns that files of earlier versions lack. */
  optional?: readonly string[];
  rules: readonly Rule[];
}

const text = (column: string): Rule => ({column, isBad: `${column} IS NULL`, expected: "a text"});

const index: Rule = {
  column: "sample_index",
  isBad: `sample_index IS NULL OR sample_index < 0 OR sample_index >= ${mostCompletions}`,
  expected: `an integer from 0 to ${mostCompletions - 1}`
};

const oneOf = (column: string, values: readonly string[], isNullable: boolean): Rule => ({
  column,
  isBad: `coalesce(${column} NOT IN (${values.map(quote).join(", ")}), ${String(!isNullable)})`,
  expected: `${values.join(", ")}${isNullable ? " or NULL" : ""}`
});

const count = (column: string): Rule => ({
  column,
  isBad: `coalesce(${column} < 0, false)`,
  expected: "at least 0, or NULL"
});

const number = (column: string): Rule => ({
  column,
  isBad: `coalesce(NOT isfinite(${column}), false)`,
  expected: "a finite number, or NULL"
});

const finishReasons = ["stop", "length"];

/** Completions; with `source`, those of this model alone. */
export function completionKind(source: string | null): RowKind {
  const model: Rule =
    source === null
      ? text("source")
      : {
          column: "source",
          isBad: `source IS DISTINCT FROM ${quote(source)}`,
          expected: `${source}, as sampling.json beside it says`
        };
  return {
    name: "completions",
    columns: completionColumns,
    optional: laterCompletionColumns,
    rules: [
      text("problem_id"),
      index,
      count("seed"),
      text("completion"),
      count("completion_tokens"),
      oneOf("finish_reason", finishReasons, true),
      number("sum_logprob"),
      number("mean_entropy"),
      text("engine"),
      model
    ]
  };
}

export const verdictKind: RowKind = {
  name: "verdicts",
  columns: verdictColumns,
  rules: [
    text("problem_id"),
    index,
    oneOf("verdict", verdictValues, false),
    oneOf("reason", reasons, true),
    text("rule"),
    number("ms")
  ]
};

export const scoreKind: RowKind = {
  name: "scores",
  columns: scoreColumns,
  rules: [text("problem_id"), index, number("sum_logprob"), count("tokens"), number("mean_entropy")]
};

export const supportKind: RowKind = {
  name: "scores of support",
  columns: supportColumns,
  rules: [
    text("problem_id"),
    index,
    ...["sum_logprob", "sampled_low", "sampled_high", "needed_top_p_low", "needed_top_p_high"].map(number),
    ...["tokens", "outside_at", "outside_from", "unsure_at"].map(count)
  ]
};

export const referenceKind: RowKind = {
  name: "references",
  columns: referenceColumns,
  rules: [text("problem_id"), index, text("completion"), oneOf("finish_reason", finishReasons, false)]
};
