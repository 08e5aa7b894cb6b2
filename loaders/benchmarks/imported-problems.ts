import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {command} from "../workspace/command.js";
import {readProblems} from "./problems-file.js";

/**
 * The problems that the imports of a benchmark found, each once, in the order of the policies' names and of their files. What
 * one policy's files leave out, a prompt or a gold, is another's where that has it. Throws a UserError if nothing was imported.
 */
export function importedProblems(folder: string, benchmark: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const file of importedProblemFiles(folder)) {
    for (const problem of readProblems(file, benchmark)) {
      const known = problems.get(problem.problemId);
      if (known === undefined) problems.set(problem.problemId, problem);
      else {
        known.gold ??= problem.gold;
        if (known.prompt === "") known.prompt = problem.prompt;
        known.meta = {...problem.meta, ...known.meta};
      }
    }
  }
  if (problems.size === 0)
    throw new UserError(
      `no imported problems of the benchmark ${benchmark}: run ${command("import")}, or give its problems a file`
    );
  return [...problems.values()];
}

/** The files of `importedProblems`, full paths in the order of their names; none if there is no folder. */
export function importedProblemFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl") && !name.startsWith("."));
  return names.sort().map((name) => join(folder, name));
}
