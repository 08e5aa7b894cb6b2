import {type} from "arktype";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {goldPaper} from "../../verification/math/paper/gold-paper.js";

const row = type({
  "idx?": "string | number",
  "id?": "string | number",
  "unique_id?": "string",
  "problem?": "string",
  "question?": "string",
  "answer?": "string | number",
  "final_answer?": "string[] | null",
  "solution?": "string | string[]",
  "level?": "string | number",
  "subject?": "string",
  "subfield?": "string",
  "type?": "string"
});

/**
 * A row of the Qwen2.5-Math harness's data as a problem. Its gold is `{answer, paper}`: the reference as published, for
 * math@strict, and the text that the paper's harness makes of it, for math@paper. A row without an id gets its line number
 * (from 0), as the harness does. `set`: what the harness calls the set, which decides where its gold is. Throws a UserError that names `where`.
 */
export function parseMathRow(value: unknown, benchmark: string, where: string, set = benchmark): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors) throw new UserError(`${where}: invalid math problem: ${parsed.summary}`);
  const prompt = parsed.question ?? parsed.problem;
  if (prompt === undefined) throw new UserError(`${where}: invalid math problem: no question and no problem`);
  const {level, subject, subfield, type: kind} = parsed;
  const line = Number(/:(\d+)$/.exec(where)?.[1] ?? 1);
  return {
    benchmark,
    problemId: String(parsed.unique_id ?? parsed.idx ?? parsed.id ?? line - 1),
    domain: "math",
    prompt,
    gold: {answer: publishedAnswer(parsed, where), paper: paperAnswer(parsed, set, where)},
    meta: Object.fromEntries(
      Object.entries({level, subject, subfield, type: kind}).filter(([, field]) => field !== undefined)
    )
  };
}

function paperAnswer(parsed: typeof row.infer, benchmark: string, where: string): string {
  try {
    return goldPaper(parsed, benchmark);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${where}: invalid math problem: ${error.message}`, {cause: error});
  }
}

/** The reference answer as it is published; in a worked solution, the solution itself, where math@strict finds the answer. */
function publishedAnswer({answer, final_answer: finals, solution}: typeof row.infer, where: string): string {
  const published = answer ?? finals?.[0] ?? (Array.isArray(solution) ? solution[0] : solution);
  if (published === undefined)
    throw new UserError(`${where}: invalid math problem: no answer and no solution`);
  return String(published);
}
