import type {BandOptions} from "../bootstrap/band.js";
import {coverageBand} from "../bootstrap/coverage-band.js";
import {pairedBootstrap, type BootstrapOptions} from "../bootstrap/paired-bootstrap.js";
import type {Counts} from "../counts/counts.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {mean} from "../statistics/mean.js";

/** Counts of a problem with what its completions cost. */
export interface CostedCounts extends Counts {
  /** Tokens of all n completions together. */
  tokens: number;
}

/** Coverage bought by k completions per problem, with the bootstrap interval of coverage over problems. */
export interface CostPoint {
  k: number;
  /** Mean tokens spent per problem. */
  tokens: number;
  coverage: number;
  low: number;
  high: number;
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
 *
 * The interval is that of `coverageBand` at the same k: tokens are the average of all problems and are not resampled. With
 * one seed, policies with the same problems in the same order have the same resamples.
 */
export function coverageAtCost(
  problems: readonly CostedCounts[],
  ks: readonly number[],
  options: BootstrapOptions & BandOptions
): CostPoint[] {
  const {estimate, low, high} = coverageBand(
    pairedBootstrap(passAtKTable([problems], ks), options),
    0,
    options
  );
  const perCompletion = mean(problems.map(({n, tokens}) => tokens / n));
  return ks.map((k, j) => ({
    k,
    tokens: k * perCompletion,
    coverage: estimate[j]!,
    low: low[j]!,
    high: high[j]!
  }));
}
