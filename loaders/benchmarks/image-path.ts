import {existsSync, realpathSync} from "node:fs";
import {dirname, resolve, sep} from "node:path";
import {isInside} from "../schema/image-name.js";
import type {Problem} from "../schema/problem.js";
import type {Benchmark} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";

/** The problem with the absolute path of its picture, which engines take; problem files name pictures relative to themselves. */
export function withImagePath(problem: Problem, {problems: file}: Pick<Benchmark, "problems">): Problem {
  return problem.image === undefined ? problem : {...problem, image: imagePath(problem, problem.image, file)};
}

/**
 * The absolute path of a problem's picture. Throws a UserError for one that lies outside of the folder of the problems' file,
 * by its name or through a link: a benchmark can come from anybody, and what it names goes into models and reports.
 */
export function imagePath({problemId}: Problem, image: string, file: string): string {
  const folder = dirname(resolve(file));
  const path = resolve(folder, image);
  const isThere = isInside(image) && existsSync(path);
  if (isInside(image) && (!isThere || realpathSync(path).startsWith(realpathSync(folder) + sep))) return path;
  throw new UserError(
    `${file}: the image ${JSON.stringify(image)} of the problem ${problemId} lies outside of the file's folder: put it beside the file`
  );
}
