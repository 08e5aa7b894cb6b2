import {gunzipSync} from "node:zlib";
import {parseProblem, problemRow, type Problem} from "../schema/problem.js";
import {parseJson} from "../schema/parse-json.js";
import {fileError} from "../schema/system-error.js";
import {decodeText, readBytes} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";

/**
 * The problems of a JSONL file in our own format, in order; see `readProblemLines`.
 */
export function readProblems(file: string, benchmark: string, named?: string): Problem[] {
  return readProblemLines(file, named, (line, where) =>
    parseProblem(parseJson(line, where), benchmark, where)
  );
}

/**
 * The problems of a file with one problem a line, in order, blank lines skipped; gunzipped if its name ends in `.gz`. Throws a
 * UserError that names the file and the line of what is wrong: no JSON, no problem, an id that stands twice. An empty file
 * is an error too. `named` is the place that names the file, where there is one.
 */
export function readProblemLines(
  file: string,
  named: string | undefined,
  parseLine: (line: string, where: string) => Problem
): Problem[] {
  const lineOfId = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, line] of readText(file, named).split("\n").entries()) {
    if (line.trim() === "") continue;
    const where = `${file}:${index + 1}`;
    const problem = parseLine(line, where);
    const earlier = lineOfId.get(problem.problemId);
    if (earlier !== undefined) {
      const id = JSON.stringify(problem.problemId);
      throw new UserError(
        `${where}: duplicate problem_id ${id}: first used on line ${earlier}; ids must be unique in a benchmark`
      );
    }
    lineOfId.set(problem.problemId, index + 1);
    problems.push(problem);
  }
  if (problems.length === 0) throw new UserError(`${file}: no problems: expected one JSON object a line`);
  return problems;
}

/** The text of a JSONL file that `readProblems` reads back to the same problems. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map((problem) => `${JSON.stringify(problemRow(problem))}\n`).join("");
}

/** Bytes of a file that its gzip may hold. */
const TEXT_LIMIT = 2 ** 29 - 2 ** 20;

/** The text of a file, gunzipped if its name ends in `.gz`. `named` is the place that names the file. */
export function readText(file: string, named?: string): string {
  const hint = named === undefined ? undefined : `${named} names it; make it, or name another`;
  const bytes = readBytes(file, hint === undefined ? {} : {hint});
  if (!file.endsWith(".gz")) return decodeText(bytes, file);
  try {
    return decodeText(gunzipSync(bytes, {maxOutputLength: TEXT_LIMIT}), file);
  } catch (error) {
    throw fileError(file, error);
  }
}
