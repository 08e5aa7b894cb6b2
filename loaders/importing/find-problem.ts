import type {Problem} from "../schema/problem.js";
import type {RawCompletion} from "./raw-completion.js";

/** How a raw completion finds its problem: by the file's id where it is one of the problems', else by the same prompt. Without problems, the file's id. */
export function findProblem(problems: readonly Problem[] | null): (row: RawCompletion) => string | null {
  if (problems === null) return ({problem}) => problem.id;
  const ids = new Set(problems.map(({problemId}) => problemId));
  const byPrompt = new Map(problems.map(({prompt, problemId}) => [prompt.trim(), problemId]));
  return ({problem: {id, prompt}}) =>
    id !== null && ids.has(id) ? id : (byPrompt.get(prompt?.trim() ?? "\0") ?? null);
}
