import {dirname, resolve} from "node:path";
import type {Problem} from "../schema/problem.js";
import type {Benchmark} from "../schema/study.js";

/** The problem with the absolute path of its picture, which engines take; problem files name pictures relative to themselves. */
export function withImagePath(problem: Problem, {problems: file}: Pick<Benchmark, "problems">): Problem {
  return problem.image === undefined ? problem : {...problem, image: resolve(dirname(file), problem.image)};
}
