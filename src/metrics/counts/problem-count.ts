import type {StoppingRule} from "./stopping-rule.js";

/** Correct and judged completions of one problem under one policy: a row of problem-counts.sql. */
export interface ProblemCount {
  benchmark: string;
  policy: string;
  problem_id: string;
  /** Completions with a verdict: correct or incorrect. A verifier's error is no verdict. */
  n: number;
  /** Correct ones among them. */
  c: number;
  /** What decided n, where it is no fixed number. */
  rule?: StoppingRule | undefined;
}
