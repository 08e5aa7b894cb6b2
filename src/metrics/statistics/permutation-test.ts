import {random, type Random} from "../../random/random.js";

export interface PermutationOptions {
  seed: string | number;
  /** Default 9,999. */
  permutations?: number;
}

/** Whether policies differ at all. */
export interface PermutationTest {
  /** Variance (divisor: number of policies) of the policies' means. */
  statistic: number;
  /** Share of relabellings with a statistic at least as large, the observed one included. */
  pValue: number;
}

/**
 * Paired permutation test that several policies score alike. `values[policy][problem]` holds each problem's score (pass@1
 * or pass@k) on the same problems in the same order. If the policies do not differ, their labels are exchangeable within
 * every problem, so each relabelling permutes every problem's values on its own; the statistic is the variance of the
 * policies' means. Exact for any distribution. Preferred to Friedman's test, which keeps only ranks and has mostly ties at
 * 0 and 1 here, and to Cochran's Q, which needs single 0/1 outcomes. p is at least 1 / (permutations + 1); 1 when nothing
 * differs; NaN when a value is NaN, or there are fewer than two policies or no problem. Throws when lists differ in length.
 */
export function permutationTest(
  values: readonly ArrayLike<number>[],
  {seed, permutations = 9999}: PermutationOptions
): PermutationTest {
  const policies = values.length;
  const problems = values[0]?.length ?? 0;
  values.forEach(({length}, policy) => {
    if (length !== problems)
      throw new RangeError(`policy ${policy} has ${length} problems, policy 0 has ${problems}`);
  });
  const rows = Array.from({length: problems}, (_, problem) =>
    Float64Array.from(values, (scores) => scores[problem]!)
  );
  const statistic = spread(sums(rows, policies), problems);
  if (policies < 2 || Number.isNaN(statistic)) return {statistic: NaN, pValue: NaN};
  // Problems on which all policies agree shift every sum alike.
  const contested = rows.filter((row) => row.some((value) => value !== row[0]));
  // Sums taken in another order differ by rounding: a relabelling that only renames must count as equal.
  const atLeast = statistic * (1 - 1e-9);
  const generator = random(seed);
  let reached = 1;
  for (let i = 0; i < permutations; i++) {
    for (const row of contested) shuffle(row, generator);
    if (spread(sums(contested, policies), problems) >= atLeast) reached++;
  }
  return {statistic, pValue: reached / (permutations + 1)};
}

function sums(rows: readonly Float64Array[], policies: number): Float64Array {
  const totals = new Float64Array(policies);
  for (const row of rows) for (let policy = 0; policy < policies; policy++) totals[policy]! += row[policy]!;
  return totals;
}

function spread(totals: Float64Array, problems: number): number {
  const centre = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  return totals.reduce((sum, total) => sum + ((total - centre) / problems) ** 2, 0) / totals.length;
}

/** Fisher and Yates, in place. */
function shuffle(row: Float64Array, generator: Random): void {
  for (let last = row.length - 1; last > 0; last--) {
    const other = generator.below(last + 1);
    const value = row[last]!;
    row[last] = row[other]!;
    row[other] = value;
  }
}
