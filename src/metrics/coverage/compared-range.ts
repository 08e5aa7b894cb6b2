import {differenceBand} from "../bootstrap/difference-band.js";
import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";
import {bothEnds, type AtBothEnds} from "./both-ends.js";
import {samplingEfficiencyGap} from "./sampling-efficiency-gap.js";

interface Simultaneous {
  level: number;
  /** How many benchmarks the intervals are to hold on at once. */
  benchmarks: number;
}

/**
 * Largest minus smallest pass@k of `compared`, indices of two policies or more. The intervals of the differences of every two of
 * them hold all at once, at both ends and on all benchmarks (Bonferroni); this one begins at the largest lower end, or 0, and ends
 * at the largest upper end.
 */
export function comparedRange(
  bootstrap: PairedBootstrap,
  compared: readonly number[],
  {level, benchmarks}: Simultaneous
): AtBothEnds<Estimate> {
  const pairs = compared.flatMap((a, i) => compared.slice(i + 1).map((b) => [a, b] as const));
  const own = atOnce(level, 2 * pairs.length * benchmarks);
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

/** The smallest sampling-efficiency gap of `compared` to the base, from intervals that hold for all of them on all benchmarks. */
export function leastGap(
  bootstrap: PairedBootstrap,
  compared: readonly number[],
  {base, kMax, level, benchmarks}: Simultaneous & {base: number; kMax: number}
): Estimate {
  const own = {level: atOnce(level, compared.length * benchmarks)};
  const gaps = compared.map((policy) => samplingEfficiencyGap(bootstrap, base, policy, kMax, own));
  return {
    estimate: Math.min(...gaps.map(({estimate}) => estimate)),
    low: Math.min(...gaps.map(({low}) => low)),
    high: Math.min(...gaps.map(({high}) => high))
  };
}

/** The level at which `count` intervals hold all at once at `level`. */
function atOnce(level: number, count: number): number {
  return 1 - (1 - level) / count;
}
