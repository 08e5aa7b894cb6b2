import {UserError} from "../../schema/user-error.js";

/** Our name of a column, and the names that files have for it: the first one that a row has is taken. */
const usualNames = {
  problem_id: ["problem_id", "task_id", "question_id", "doc_id", "idx", "id"],
  prompt: ["prompt", "input", "messages", "question"],
  gold: ["gold", "answer", "gts", "gt", "expected_answer", "reference", "target"],
  completion: [
    "completion",
    "output",
    "response",
    "generation",
    "text",
    "completions",
    "outputs",
    "responses",
    "samples"
  ],
  reasoning: ["reasoning", "reasoning_content"],
  repeat: ["sample_index", "repeat", "epoch"],
  seed: ["seed"],
  model: ["model", "policy"],
  completion_tokens: ["completion_tokens", "num_tokens", "output_tokens"],
  finish_reason: ["finish_reason", "stop_reason"],
  sum_logprob: ["sum_logprob"],
  verdict: ["correct", "is_correct", "passed", "acc", "score", "reward"]
} as const;

export type ColumnName = keyof typeof usualNames;

/** Reads the values of a row by our names: from the columns that the user names, else from the usual ones. */
export class ColumnMap {
  private readonly given: Readonly<Record<string, string>>;

  /** Throws a UserError for a name that is none of ours. */
  constructor(given: Readonly<Record<string, string>>) {
    const unknown = Object.keys(given).find((name) => !(name in usualNames));
    if (unknown !== undefined) {
      throw new UserError(
        `unknown column ${unknown} in --columns: use ${Object.keys(usualNames).join(", ")}, each with the file's name for it`
      );
    }
    this.given = given;
  }

  /** The file's name of a column and its value; null where the row has none. Throws a UserError for a row without a column that the user named. */
  find(
    row: Record<string, unknown>,
    name: ColumnName,
    where: string
  ): {column: string; value: unknown} | null {
    const given = this.given[name];
    if (given !== undefined && !(given in row))
      throw new UserError(`no column ${given} at ${where}: --columns names it as ${name}`);
    const column = given ?? usualNames[name].find((each) => row[each] !== undefined && row[each] !== null);
    return column === undefined ? null : {column, value: row[column]};
  }
}
