import type {Band} from "../../metrics/bootstrap/band.js";
import {coverageBand} from "../../metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../metrics/bootstrap/paired-bootstrap.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {Counts} from "../../metrics/counts/counts.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {statisticTable} from "../../metrics/pass-at-k/statistic-table.js";
import type {PanelPoint} from "../shared/curve-point.js";

/** A statistic of a base and an RL policy over x, with bands over problems, and the paired difference RL − base. */
export interface PairBands {
  base: PanelPoint[];
  rl: PanelPoint[];
  difference: PanelPoint[];
}

/**
 * The mean over problems of a statistic at each of `xs`, with score intervals (`coverageBand`), and the paired difference with its
 * own (`differenceBand`). Values that were not measured are left out.
 */
export function pairBands(
  {benchmark, counts}: Pick<Comparison, "benchmark" | "counts">,
  xs: readonly number[],
  statistic: (counts: Counts, x: number) => number,
  {level, replicates, seed}: CoverageTableOptions
): PairBands {
  const table = statisticTable([counts.base, counts.rl], xs, statistic);
  const bootstrap = pairedBootstrap(table, {seed: `${seed} ${benchmark.benchmark}`, replicates});
  return {
    base: toPoints(coverageBand(bootstrap, 0, {level})),
    rl: toPoints(coverageBand(bootstrap, 1, {level})),
    difference: toPoints(differenceBand(bootstrap, 1, 0, {level}))
  };
}

/** The mean over the problems of one policy of a statistic at each of `xs`, with its percentile intervals. */
export function policyBands(
  benchmark: string,
  counts: readonly Counts[],
  xs: readonly number[],
  {statistic, options}: {statistic: (counts: Counts, x: number) => number; options: CoverageTableOptions}
): PanelPoint[] {
  const {level, replicates, seed} = options;
  const table = statisticTable([counts], xs, statistic);
  const bootstrap = pairedBootstrap(table, {seed: `${seed} ${benchmark}`, replicates});
  return toPoints(coverageBand(bootstrap, 0, {level}));
}

function toPoints({ks, estimate, low, high}: Band): PanelPoint[] {
  return ks
    .map((x, j) => ({x, estimate: estimate[j]!, low: low[j]!, high: high[j]!}))
    .filter((point) => !Number.isNaN(point.estimate));
}
