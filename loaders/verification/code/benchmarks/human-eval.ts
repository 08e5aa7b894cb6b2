import {type} from "arktype";
import type {Problem} from "../../../schema/problem.js";
import {UserError} from "../../../schema/user-error.js";
import {lazySchema} from "../../../schema/rows/lazy-schema.js";

const row = lazySchema(() =>
  type({
    task_id: "string > 0",
    prompt: "string",
    entry_point: "string > 0",
    canonical_solution: "string",
    test: "string"
  })
);

/** A parsed line of HumanEval.jsonl (openai/human-eval) as a problem. Throws a UserError that names `where`. */
export function parseHumanEvalRow(value: unknown, benchmark: string, where: string): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors)
    throw new UserError(`${where}: invalid HumanEval problem: ${parsed.summary}`);
  const {task_id: problemId, prompt, entry_point, canonical_solution: solution, test: check} = parsed;
  return {
    benchmark,
    problemId,
    domain: "code",
    prompt,
    gold: {entry_point, check, program: prompt + solution},
    meta: {}
  };
}
