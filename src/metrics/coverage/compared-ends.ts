import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";
import {permutationTest} from "../statistics/permutation-test.js";
import type {AtBothEnds} from "./both-ends.js";
import {comparedRange, leastGap} from "./compared-range.js";

/** How far the compared policies lie apart on one benchmark. */
export interface ComparedEnds {
  /** p-values of the test that they score alike; see `permutationTest`. */
  alike: AtBothEnds<number>;
  /** Largest minus smallest pass@k of them; see `comparedRange`. */
  range: AtBothEnds<Estimate>;
  /** See `leastGap`. Null without a base. */
  leastGap: Estimate | null;
}

interface ComparedOptions {
  /** Index of the base; below 0 without one. */
  base: number;
  kMax: number;
  level: number;
  /** How many benchmarks the intervals are to hold on at once. */
  benchmarks: number;
  seed: string;
}

/** What the claim on algorithms rests on: whether and how far `compared`, indices of two policies or more, lie apart. */
export function comparedEnds(
  bootstrap: PairedBootstrap,
  compared: readonly number[],
  {base, kMax, level, benchmarks, seed}: ComparedOptions
): ComparedEnds {
  const last = bootstrap.table.ks.length - 1;
  const test = (j: number): number =>
    permutationTest(
      compared.map((policy) => valuesAt(bootstrap, policy, j)),
      {seed}
    ).pValue;
  return {
    alike: {atOne: test(0), atMost: test(last)},
    range: comparedRange(bootstrap, compared, {level, benchmarks}),
    leastGap: base < 0 ? null : leastGap(bootstrap, compared, {base, kMax, level, benchmarks})
  };
}

/** Each problem's pass@k at the j-th k. */
function valuesAt({table}: PairedBootstrap, policy: number, j: number): Float64Array {
  const {ks, problems, values} = table;
  const column = policy * ks.length + j;
  return values.subarray(column * problems, (column + 1) * problems);
}
