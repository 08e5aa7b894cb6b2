import type {Counts} from "./counts.js";
import {coverage} from "./coverage.js";
import {mean} from "./mean.js";

/** Counts of a problem with what its completions cost. */
export interface CostedCounts extends Counts {
  /** Tokens of all n completions together. */
  tokens: number;
}

/** Coverage bought by k completions per problem. */
export interface CostPoint {
  k: number;
  /** Mean tokens spent per problem. */
  tokens: number;
  coverage: number;
}

/** The points of one policy on one benchmark: a row of src/data/coverage-at-cost.json. */
export interface PolicyCost {
  benchmark: string;
  policy: string;
  points: CostPoint[];
}

/**
 * Coverage against tokens spent: at each of `ks`, coverage and the mean over problems of k times the problem's mean
 * completion length. All k completions are paid for (no stopping at the first success, which would need the verifier at
 * run time). Policies with longer completions move right. NaN where `coverage` is.
 */
export function coverageAtCost(problems: readonly CostedCounts[], ks: readonly number[]): CostPoint[] {
  const values = coverage(problems, ks);
  const perCompletion = mean(problems.map(({n, tokens}) => tokens / n));
  return ks.map((k, j) => ({k, tokens: k * perCompletion, coverage: values[j]!}));
}
