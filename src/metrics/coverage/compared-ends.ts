import {differenceBand} from "../bootstrap/difference-band.js";
import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";
import {permutationTest} from "../statistics/permutation-test.js";
import {bothEnds, type AtBothEnds} from "./both-ends.js";
import {samplingEfficiencyGap} from "./sampling-efficiency-gap.js";

/** How far the compared policies lie apart on one benchmark. */
export interface ComparedEnds {
  /** p-values of the test that they score alike; see `permutationTest`. */
  alike: AtBothEnds<number>;
  /**
   * Largest minus smallest pass@k of them. The intervals of the differences of every two of them hold all at once, at both ends
   * and on all benchmarks (Bonferroni); this one begins at the largest lower end, or 0, and ends at the largest upper end.
   */
  range: AtBothEnds<Estimate>;
  /** The smallest sampling-efficiency gap, from intervals that hold for all of them on all benchmarks. Null without a base. */
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
    range: range(bootstrap, compared, {level, benchmarks}),
    leastGap: base < 0 ? null : leastGap(bootstrap, compared, {base, kMax, level, benchmarks})
  };
}

/** The level at which `count` intervals hold all at once at `level`. */
function simultaneous(level: number, count: number): number {
  return 1 - (1 - level) / count;
}

function range(
  bootstrap: PairedBootstrap,
  compared: readonly number[],
  {level, benchmarks}: Pick<ComparedOptions, "level" | "benchmarks">
): AtBothEnds<Estimate> {
  const pairs = compared.flatMap((a, i) => compared.slice(i + 1).map((b) => [a, b] as const));
  const own = simultaneous(level, 2 * pairs.length * benchmarks);
  const differences = pairs.map(([a, b]) => bothEnds(differenceBand(bootstrap, a, b, {level: own})));
  const at = (end: keyof AtBothEnds<unknown>): Estimate => {
    const ends = differences.map((difference) => difference[end]);
    return {
      estimate: Math.max(...ends.map(({estimate}) => Math.abs(estimate))),
      low: Math.max(0, ...ends.flatMap(({low, high}) => [low, -high])),
      high: Math.max(...ends.flatMap(({low, high}) => [-low, high]))
    };
  };
  return {atOne: at("atOne"), atMost: at("atMost")};
}

function leastGap(
  bootstrap: PairedBootstrap,
  compared: readonly number[],
  {base, kMax, level, benchmarks}: Omit<ComparedOptions, "seed">
): Estimate {
  const own = {level: simultaneous(level, compared.length * benchmarks)};
  const gaps = compared.map((policy) => samplingEfficiencyGap(bootstrap, base, policy, kMax, own));
  return {
    estimate: Math.min(...gaps.map(({estimate}) => estimate)),
    low: Math.min(...gaps.map(({low}) => low)),
    high: Math.min(...gaps.map(({high}) => high))
  };
}

/** Each problem's pass@k at the j-th k. */
function valuesAt({table}: PairedBootstrap, policy: number, j: number): Float64Array {
  const {ks, problems, values} = table;
  const column = policy * ks.length + j;
  return values.subarray(column * problems, (column + 1) * problems);
}
