import {UserError} from "../../schema/user-error.js";
import {asObject, field} from "../values.js";

/** Our name of a column, and the names that files have for it: the first one that a row has is taken. */
const usualNames = {
  problem_id: ["problem_id", "task_id", "question_id", "doc_id", "problem_idx", "idx", "id", "problem_index"],
  benchmark: ["benchmark", "dataset", "data_source"],
  prompt: ["prompt", "input", "messages", "question", "problem"],
  gold: [
    "gold",
    "answer",
    "gts",
    "gt",
    "expected_answer",
    "reference",
    "ground_truth",
    "target",
    "gold_answer",
    "reference_answer",
    "correct_answer",
    "ground_truth_answer"
  ],
  completion: [
    "completion",
    "output",
    "response",
    "generation",
    "text",
    "completions",
    "outputs",
    "responses",
    "generations",
    "samples",
    "model_responses",
    "model_output",
    "model_outputs",
    "model_response",
    "generated_text"
  ],
  reasoning: ["reasoning", "reasoning_content"],
  repeat: ["sample_index", "repeat", "epoch"],
  seed: ["seed"],
  model: ["model", "policy"],
  step: ["step", "global_step"],
  completion_tokens: ["completion_tokens", "num_tokens", "output_tokens"],
  finish_reason: ["finish_reason", "stop_reason", "finish_reasons"],
  sum_logprob: ["sum_logprob"],
  verdict: [
    "correct",
    "is_correct",
    "passed",
    "acc",
    "score",
    "reward",
    "correctness",
    "is_corrects",
    "scores",
    "rewards",
    "correctness_math_verify"
  ],
  n: ["n", "num_samples", "n_samples", "total"],
  c: ["c", "correct", "num_correct", "n_correct", "correct_count"],
  metric: ["metric"]
} as const;

export type ColumnName = keyof typeof usualNames;

/** A column of a file: its name there, and its value in a row. */
export interface FoundColumn {
  column: string;
  value: unknown;
}

/** Reads the values of a row by our names: from the columns that the user names, else from the usual ones. */
export class ColumnMap {
  private readonly given: ReadonlyMap<string, string>;

  /** Throws a UserError for a name that is none of ours. */
  constructor(given: Readonly<Record<string, string>>) {
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(usualNames, name));
    if (unknown !== undefined) {
      throw new UserError(
        `unknown column ${unknown} in --map: use ${Object.keys(usualNames).join(", ")}, each with the file's name for it`
      );
    }
    this.given = new Map(Object.entries(given));
  }

  /** Whether the user names the column. */
  names(name: ColumnName): boolean {
    return this.given.has(name);
  }

  /** The file's name of a column and its value; null where the row has none, or null for it. */
  find(row: Readonly<Record<string, unknown>>, name: ColumnName): FoundColumn | null {
    const given = this.given.get(name);
    if (given !== undefined) {
      const value = valueAt(row, given);
      return value === undefined || value === null ? null : {column: given, value};
    }
    for (const column of usualNames[name]) {
      if (!Object.hasOwn(row, column)) continue;
      const value = row[column];
      if (value !== undefined && value !== null) return {column, value};
    }
    return name === "completion" || name === "verdict" ? numberedColumns(row, usualNames[name]) : null;
  }

  /** Throws a UserError for the first column that the user names and a row has not, not even empty. */
  require(row: Readonly<Record<string, unknown>>, file: string): void {
    for (const [name, column] of this.given)
      if (valueAt(row, column) === undefined)
        throw new UserError(
          `no column ${column} in ${file}, which --map names as ${name}: it has ${Object.keys(row).slice(0, 12).join(", ")}`
        );
  }
}

/** Columns `response_0`, `response_1`, … as one list; null where there are not two of a name. */
function numberedColumns(
  row: Readonly<Record<string, unknown>>,
  names: readonly string[]
): FoundColumn | null {
  for (const name of names) {
    const columns = Object.keys(row).filter(
      (column) => column.startsWith(name) && /^[_ -]?\d{1,4}$/.test(column.slice(name.length))
    );
    if (columns.length < 2) continue;
    const number = (column: string): number => Number(column.slice(name.length).replace(/^[_ -]/, ""));
    const sorted = columns.sort((a, b) => number(a) - number(b));
    return {column: name, value: sorted.map((column) => row[column])};
  }
  return null;
}

/** The value of a column; where no column has the name, its dots reach into objects. */
function valueAt(row: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const dot = name.indexOf(".");
  if (dot < 0) return undefined;
  const inner = asObject(field(row, name.slice(0, dot)));
  return inner === null ? undefined : valueAt(inner, name.slice(dot + 1));
}
