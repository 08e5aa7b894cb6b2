import {crossingPoint} from "../../../src/metrics/coverage/crossing-point.js";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {runFamily} from "../../../src/metrics/runs/run-family.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {normalQuantile} from "../../../src/metrics/statistics/normal-quantile.js";
import {randomNormal} from "../../../src/random/draws.js";
import {random, type Random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {expectation, type Truth} from "../truth.js";

const runCounts = [3, 5];
const names = {
  first: (runs: number) => `pass@1 over problems and ${runs} runs`,
  last: (runs: number) => `pass@n over problems and ${runs} runs`,
  differenceFirst: (runs: number) => `difference at k = 1 over problems and ${runs} runs`,
  differenceLast: (runs: number) => `difference at k = n over problems and ${runs} runs`,
  crossing: (runs: number) => `k* over problems and ${runs} runs`
};

/** How much sharper than the population's RL a run is, as a factor's logarithm, and how many more problems it loses: standard deviations. */
const SPREAD = {sharper: 0.25, lost: 0.04};

/** Training runs of one recipe as samples of all its runs: half of what is lost is lost by every run that loses that much, half by chance. */
export const runs: Family = {
  quantities: runCounts.flatMap((count) => [
    {name: names.first(count), printed: "recipes with several training runs, pass@1"},
    {name: names.last(count), printed: "the same at the largest k"},
    {name: names.differenceFirst(count), printed: "the same, RL − base at k = 1"},
    {name: names.differenceLast(count), printed: "the same at the largest k"},
    {name: names.crossing(count), printed: "k* over problems and runs"}
  ]),
  values(truth, {n}) {
    const ks = kGrid(n);
    const base = ks.map((k) => expectation(truth, (p) => 1 - (1 - p) ** k));
    const rl = meanCurve(truth, ks);
    const difference = Float64Array.from(ks, (_, j) => rl[j]! - base[j]!);
    const isSame = difference.every((one) => Math.abs(one) < 1e-9);
    return new Map(
      runCounts.flatMap((count): [string, number][] => [
        [names.first(count), rl[0]!],
        [names.last(count), rl.at(-1)!],
        [names.differenceFirst(count), difference[0]!],
        [names.differenceLast(count), difference.at(-1)!],
        [names.crossing(count), isSame ? NaN : crossingPoint(ks, difference)]
      ])
    );
  },
  sample(truth, {problems, n}, name) {
    const stream = random(name);
    const all = Array.from({length: Math.max(...runCounts)}, (_, i) => ({
      id: `run ${i}`,
      ...trainedAs(truth, randomNormal(stream), randomNormal(stream))
    }));
    const counts: ProblemCount[] = [];
    const draw = (policy: string, problem: number, rate: number): void => {
      counts.push({benchmark: "one", policy, problem_id: String(problem), n, c: binomial(stream, n, rate)});
    };
    for (let i = 0; i < problems; i++) {
      const p = truth.base(stream.uniform());
      draw("base", i, p);
      const [isShared, rank] = [stream.uniform() < 0.5, stream.uniform()];
      for (const {id, sharpened, lost} of all)
        draw(id, i, (isShared ? rank : stream.uniform()) < lost ? 0 : 1 - (1 - p) ** sharpened);
    }
    const report = new Map<string, Interval>();
    for (const count of runCounts) {
      const ids = all.slice(0, count).map(({id}) => id);
      const found = runFamily("one", counts, {recipe: ids[0]!, runs: ids, base: "base"}, 0.95)!;
      report.set(names.first(count), found.curve[0]!);
      report.set(names.last(count), found.curve.at(-1)!);
      report.set(names.differenceFirst(count), found.difference![0]!);
      report.set(names.differenceLast(count), found.difference!.at(-1)!);
      const {low, high} = found.crossing!;
      report.set(names.crossing(count), {low: low ?? Infinity, high: high ?? Infinity});
    }
    return {report};
  }
};

/** The population as one run makes it, by two standard normal numbers; where RL changes nothing, all runs are alike. */
export function trainedAs(truth: Truth, sharper: number, lost: number): Pick<Truth, "sharpened" | "lost"> {
  if (truth.sharpened === 1 && truth.lost === 0) return truth;
  return {
    sharpened: truth.sharpened * Math.exp(SPREAD.sharper * sharper),
    lost: Math.min(1, Math.max(0, truth.lost + SPREAD.lost * lost))
  };
}

/** Mean pass@k over problems and all runs: both normal numbers at the middles of slices of one share. */
export function meanCurve(truth: Truth, ks: readonly number[]): number[] {
  const slices = Array.from({length: 60}, (_, i) => normalQuantile((i + 0.5) / 60));
  const lost = slices.reduce((sum, z) => sum + trainedAs(truth, 0, z).lost, 0) / slices.length;
  // What is lost and how sharp the rest is are independent.
  return ks.map((k) => {
    const kept =
      slices.reduce((sum, z) => {
        const {sharpened} = trainedAs(truth, z, 0);
        return sum + expectation(truth, (p) => 1 - (1 - p) ** (sharpened * k));
      }, 0) / slices.length;
    return (1 - lost) * kept;
  });
}

function binomial(stream: Random, n: number, p: number): number {
  let c = 0;
  for (let i = 0; i < n; i++) if (stream.uniform() < p) c++;
  return c;
}
