/**
 * pass@k of problems whose solve rates are known: the mean of 1 - (1 - p)^k, without sampling noise, for any k of at least 1, also
 * one that no run could draw. Rates above 1 by rounding count as 1. NaN without problems.
 */
export function exactPassAtK(rates: readonly number[], k: number): number {
  let total = 0;
  for (const rate of rates) total += rate >= 1 ? 1 : -Math.expm1(k * Math.log1p(-rate));
  return total / rates.length;
}

/** How measured counts lie about the rates that they were drawn from. */
export interface RateAgreement {
  /** Completions of the problem that has least. */
  n: number;
  /** Problems with a rate that is neither 0 nor 1, whose counts can deviate. */
  compared: number;
  /** Standard deviation of (c/n - p) / sqrt(p (1 - p) / n) about 0: 1 where sampler, verifier and rates agree. */
  spread: number;
  /** The largest of these, without its sign. */
  largest: number;
  /** Problems that were solved though their rate is 0: none where all agrees. */
  impossible: number;
  /** Problems with rate 0. */
  zero: number;
  /** Problems that no completion solved. */
  unsolved: number;
}

/** Compares c correct of n completions of each problem with its exact rate. */
export function rateAgreement(problems: readonly {n: number; c: number; rate: number}[]): RateAgreement {
  const deviations = problems
    .filter(({rate}) => rate > 1e-6 && rate < 1 - 1e-6)
    .map(({n, c, rate}) => (c / n - rate) / Math.sqrt((rate * (1 - rate)) / n));
  const squares = deviations.reduce((sum, z) => sum + z * z, 0);
  return {
    n: problems.reduce((least, {n}) => Math.min(least, n), Infinity),
    compared: deviations.length,
    spread: Math.sqrt(squares / deviations.length),
    largest: deviations.reduce((most, z) => Math.max(most, Math.abs(z)), 0),
    impossible: problems.filter(({rate, c}) => rate === 0 && c > 0).length,
    zero: problems.filter(({rate}) => rate === 0).length,
    unsolved: problems.filter(({c}) => c === 0).length
  };
}
