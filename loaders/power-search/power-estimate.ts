/** What a model solves of validation problems at one power. */
export interface PowerEstimate {
  /** Mean over problems of the share of correct completions. */
  pass_at_1: number;
  /** Of pass_at_1, from the randomness of sampling alone, on these very problems. */
  standard_error: number;
  /** Share of problems that at least one completion solves. */
  pass_at_n: number;
}

/** From c correct of n completions of each problem, n of at least 2 and the same for all. */
export function powerEstimate(correct: readonly number[], n: number): PowerEstimate {
  const count = correct.length;
  const shares = correct.map((c) => c / n);
  const variance = shares.reduce((sum, share) => sum + (share * (1 - share)) / (n - 1), 0);
  return {
    pass_at_1: shares.reduce((sum, share) => sum + share, 0) / count,
    standard_error: Math.sqrt(variance) / count,
    pass_at_n: correct.filter((c) => c > 0).length / count
  };
}

/** The power of the highest pass@1; the smallest of several, which keeps most variety. */
export function bestPower<Probe extends PowerEstimate & {power: number}>(search: readonly Probe[]): Probe {
  return search.reduce((best, probe) => {
    const gain = probe.pass_at_1 - best.pass_at_1;
    return gain > 0 || (gain === 0 && probe.power < best.power) ? probe : best;
  });
}
