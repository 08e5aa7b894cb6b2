import type {Benchmark, Policy} from "../schema/study.js";
import type {PromptTemplate} from "./prompt-template.js";
import {readPrompt} from "./read-prompt.js";

/**
 * The template in which a policy is asked the problems of a benchmark: the policy's own, else the benchmark's, which is the
 * study's where it has none. Null: problems are asked as they stand.
 */
export function cellPrompt(cell: {
  policy: Pick<Policy, "prompt">;
  benchmark: Pick<Benchmark, "prompt">;
}): PromptTemplate | null {
  const name = cell.policy.prompt ?? cell.benchmark.prompt;
  return name === null ? null : readPrompt(name);
}
