import type {Policy} from "./policy.js";

/** Whether a policy is asked the problems of a benchmark: a study may name the only ones that it is. */
export function isAsked({benchmarks}: Pick<Policy, "benchmarks">, benchmark: string): boolean {
  return benchmarks === null || benchmarks.includes(benchmark);
}
