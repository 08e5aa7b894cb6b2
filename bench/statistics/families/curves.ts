import {coverageBand} from "../../../src/metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {crossing} from "../../../src/metrics/coverage/crossing.js";
import {budgetAt, crossingPosition} from "../../../src/metrics/coverage/crossing-point.js";
import {samplingEfficiencyGap} from "../../../src/metrics/coverage/sampling-efficiency-gap.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {quantile} from "../../../src/metrics/statistics/quantile.js";
import {random} from "../../../src/random/random.js";
import type {Family, Size} from "../family.js";
import {drawCounts, expectation, type Truth} from "../truth.js";

const names = {
  first: "pass@1",
  last: "pass@n",
  lastOfBase: "pass@n of the base",
  differenceFirst: "difference at k = 1",
  differenceMiddle: "difference at k = 8",
  differenceLast: "difference at k = n",
  gap: "sampling-efficiency gap",
  crossing: "k*"
};

/** pass@k curves, their differences and where they cross. */
export const curves: Family = {
  quantities: [
    {name: names.first, printed: "bands of curves and of coverage at cost, tables of pass@1"},
    {name: names.last, printed: "the same at the largest k"},
    {name: names.lastOfBase, printed: "the same at the largest k, nearer to 1"},
    {name: names.differenceFirst, printed: "RL − base, lifts of distillation, steps, ablations at k = 1"},
    {name: names.differenceMiddle, printed: "the same in the middle of a curve"},
    {name: names.differenceLast, printed: "the same at the largest k"},
    {name: names.gap, printed: "gap of each algorithm to the base"},
    {name: names.crossing, printed: "crossings in figures, tables and claims"}
  ],
  values(truth, {n}) {
    const pass = (k: number): {base: number; rl: number} => ({
      base: expectation(truth, (p) => 1 - (1 - p) ** k),
      rl: expectation(truth, (_, q) => 1 - (1 - q) ** k)
    });
    const [first, middle, last] = [pass(1), pass(8), pass(n)];
    return new Map([
      [names.first, first.rl],
      [names.last, last.rl],
      [names.lastOfBase, last.base],
      [names.differenceFirst, first.rl - first.base],
      [names.differenceMiddle, middle.rl - middle.base],
      [names.differenceLast, last.rl - last.base],
      [names.gap, last.base - first.rl],
      [names.crossing, trueCrossing(kGrid(n).map(pass), n)]
    ]);
  },
  sample(truth, size, name) {
    const bootstrap = pairedBootstrap(curveTable(truth, size, name), {seed: name, replicates: 200});
    const at = (method: "score" | "percentile"): Map<string, Interval> => {
      const [ofBase, ofRl] = [0, 1].map((policy) => coverageBand(bootstrap, policy, {method}));
      const difference = differenceBand(bootstrap, 1, 0, {method});
      const end = ({ks, low, high}: typeof difference, k: number): Interval => {
        const j = ks.indexOf(k);
        return {low: low[j]!, high: high[j]!};
      };
      return new Map([
        [names.first, end(ofRl!, 1)],
        [names.last, end(ofRl!, size.n)],
        [names.lastOfBase, end(ofBase!, size.n)],
        [names.differenceFirst, end(difference, 1)],
        [names.differenceMiddle, end(difference, 8)],
        [names.differenceLast, end(difference, size.n)],
        [names.gap, samplingEfficiencyGap(bootstrap, 0, 1, size.n, {method})],
        [
          names.crossing,
          method === "score" ? crossing(bootstrap, 1, 0, difference) : crossingPercentiles(bootstrap)
        ]
      ]);
    };
    return {report: at("score"), percentiles: at("percentile")};
  }
};

function curveTable(truth: Truth, size: Size, name: string): ReturnType<typeof passAtKTable> {
  const {base, rl} = drawCounts(truth, {...size, stream: random(name)});
  return passAtKTable([base, rl], kGrid(size.n));
}

/** NaN where the curves are one; Infinity where RL is ahead up to n. */
function trueCrossing(curve: readonly {base: number; rl: number}[], n: number): number {
  const difference = Float64Array.from(curve, ({base, rl}) => rl - base);
  if (difference.every((one) => Math.abs(one) < 1e-9)) return NaN;
  return budgetAt(kGrid(n), crossingPosition(difference));
}

/** What the interval of k* was before: the percentiles of the crossings of the resampled curves. */
function crossingPercentiles({table: {ks}, means, replicates}: ReturnType<typeof pairedBootstrap>): Interval {
  const positions = Float64Array.from({length: replicates}, (_, r) =>
    crossingPosition(
      Float64Array.from(ks, (_, j) => means[(ks.length + j) * replicates + r]! - means[j * replicates + r]!)
    )
  ).sort();
  const [low, high] = [0.025, 0.975].map((p) => quantile(positions, p, (at) => budgetAt(ks, at)));
  return {low: low!, high: high!};
}
