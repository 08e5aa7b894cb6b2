import type {Numbers} from "../statistics/numbers.js";
import {quantile} from "../statistics/quantile.js";

/** How the perplexities of completions spread. */
export interface PerplexitySpread {
  completions: number;
  /** The quantiles 0.05, 0.25, 0.5, 0.75 and 0.95 over all completions. */
  quantiles: [number, number, number, number, number];
  /** Median over problems of the median over a problem's completions. */
  medianOfProblems: number;
}

/** Spread of the perplexities of each problem's completions; problems without any are left out. Null when there is none. */
export function perplexitySpread(byProblem: Iterable<Numbers>): PerplexitySpread | null {
  const problems = [...byProblem].filter(({length}) => length > 0);
  if (problems.length === 0) return null;
  const all = sorted(problems.flatMap((values) => [...values]));
  const at = (p: number): number => quantile(all, p);
  return {
    completions: all.length,
    quantiles: [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)],
    medianOfProblems: median(problems.map(median))
  };
}

/** Median, linear between order statistics. NaN when empty. */
export function median(values: Numbers): number {
  return quantile(sorted(values), 0.5);
}

function sorted(values: Numbers): Float64Array {
  return Float64Array.from(values).sort();
}
