import {UserError} from "../schema/user-error.js";
import type {RawCompletion} from "./raw-completion.js";

/** A line that the engine `replay` reads: a completion under its key. */
export type StoredRow = Record<string, string | number | null>;

/**
 * Raw completions as rows for the engine `replay`, in their order. Sample indices count the completions of a problem: by the
 * file's repeats where every row of the problem has one, else by their order. Where files name no problem, those with one
 * prompt are one problem: `problemOf` finds its id. Throws a UserError that names a row whose problem is not known, and a repeat that stands twice.
 */
export async function* storedRows(
  rows: AsyncIterable<RawCompletion>,
  problemOf: (row: RawCompletion) => string | null
): AsyncGenerator<StoredRow> {
  const counts = new Map<string, number>();
  const places = new Map<string, string>();
  const hasRepeats = new Map<string, boolean>();
  for await (const row of rows) {
    const where = `${row.file}:${row.line}`;
    const problem = problemOf(row);
    if (problem === null) {
      const named = row.problem.id ?? row.problem.prompt?.slice(0, 60) ?? "a row without id and prompt";
      throw new UserError(
        `no problem of the benchmark for ${JSON.stringify(named)} at ${where}: give --columns problem_id=NAME, or the benchmark that was asked`
      );
    }
    const says = row.repeat !== null;
    if ((hasRepeats.get(problem) ?? says) !== says)
      throw new UserError(`the problem ${problem} has completions with and without a repeat: see ${where}`);
    hasRepeats.set(problem, says);
    const index = row.repeat ?? counts.get(problem) ?? 0;
    counts.set(problem, (counts.get(problem) ?? 0) + 1);
    const key = `${problem}\0${index}`;
    const earlier = places.get(key);
    if (earlier !== undefined)
      throw new UserError(
        `repeat ${index} of the problem ${problem} stands twice: at ${earlier} and at ${where}`
      );
    places.set(key, where);
    yield {
      problem_id: problem,
      sample_index: index,
      completion: row.completion,
      seed: row.seed,
      completion_tokens: row.completionTokens,
      finish_reason: row.finishReason,
      sum_logprob: row.sumLogprob
    };
  }
}
