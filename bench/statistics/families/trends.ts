import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {crossingPoint} from "../../../src/metrics/coverage/crossing-point.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {sizeTrend} from "../../../src/metrics/runs/size-trend.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {randomNormal} from "../../../src/random/draws.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {trainedCount} from "../trained-runs.js";
import {expectation, type Truth} from "../truth.js";

const names = {
  kept: "change of what is kept with a doubling of the size",
  crossing: "change of log2 k* with a doubling of the size"
};
const SIZES = [0, 1, 2, 3];
/** Share of the problems that a doubling loses beyond the population's, how far training runs scatter, and what the smallest loses. */
const LOSS = {doubling: 0.03, scatter: 0.01, first: 0.05};

/** Four sizes of a model, each with RL of its own, which loses more problems the larger it is. */
export const trends: Family = {
  quantities: [
    {name: names.kept, printed: "model sizes"},
    {name: names.crossing, printed: "model sizes"}
  ],
  values(truth, {n}) {
    const none = {...truth, lost: 0};
    const solved = (p: number): number => 1 - (1 - p) ** n;
    const kept = expectation(none, (p, q) => solved(p) * solved(q)) / expectation(none, (p) => solved(p));
    return new Map([
      [names.kept, -LOSS.doubling * kept],
      [names.crossing, crossingSlope(truth, n)]
    ]);
  },
  sample(truth, {problems, n}, seed) {
    const stream = random(seed);
    const base = {...truth, lost: 0, sharpened: 1};
    const rl = SIZES.map((size): Truth => {
      const more = LOSS.first + LOSS.doubling * size + LOSS.scatter * randomNormal(stream);
      return {...truth, lost: truth.lost + more};
    });
    const counts = Array.from({length: problems}, (_, i) => {
      const given = {p: truth.base(stream.uniform()), n, stream};
      const row = (policy: string, own: Truth): ProblemCount => ({
        ...{benchmark: "one", policy, problem_id: String(i), n},
        c: trainedCount(own, {id: policy, sharper: 1, lost: 0}, given)
      });
      return SIZES.flatMap((size) => [row(`base ${size}`, base), row(`rl ${size}`, rl[size]!)]);
    }).flat();
    const pairs = SIZES.map((size) => ({
      base: `base ${size}`,
      rl: `rl ${size}`,
      parameters: 1e6 * 2 ** size
    }));
    const trend = sizeTrend("one", counts, pairs, 0.95);
    const report = new Map<string, Interval>();
    if (trend?.kept) report.set(names.kept, trend.kept);
    if (trend?.crossing) report.set(names.crossing, trend.crossing);
    return {report};
  }
};

/** Slope of log2 k* over the sizes as the population has them; NaN where a size has none between the first and the last budget. */
function crossingSlope(truth: Truth, n: number): number {
  const ks = kGrid(n);
  const crossings = SIZES.map((size) => {
    const own = {...truth, lost: truth.lost + LOSS.first + LOSS.doubling * size};
    const difference = Float64Array.from(ks, (k) => expectation(own, (p, q) => (1 - p) ** k - (1 - q) ** k));
    const found = crossingPoint(ks, difference);
    return found > 1 && found < Infinity ? Math.log2(found) : NaN;
  });
  const centre = (SIZES.length - 1) / 2;
  const squares = SIZES.reduce((sum, size) => sum + (size - centre) ** 2, 0);
  return crossings.reduce((sum, one, size) => sum + ((size - centre) * one) / squares, 0);
}
