import {coverageBand} from "../../../src/metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {gPassAtK} from "../../../src/metrics/pass-at-k/g-pass-at-k.js";
import {statisticTable} from "../../../src/metrics/pass-at-k/statistic-table.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {tailShare} from "../../../src/metrics/statistics/tail-share.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {drawCounts, expectation} from "../truth.js";

const K = 8;

/** The measures: G-Pass@8 at half, pass^8, and Cover at 0.5. */
const measures = {
  "G-Pass@8 at τ = 0.5": (n: number, c: number) => gPassAtK(n, c, K, 0.5),
  "pass^8": (n: number, c: number) => gPassAtK(n, c, K, 1),
  "Cover@0.5": (n: number, c: number) => (2 * c >= n ? 1 : 0)
};
const names = Object.keys(measures) as (keyof typeof measures)[];

/** Chance of at least half, or all, of `k` draws. */
const atLeast = (p: number, k: number, least: number): number => {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  const mode = Math.min(k, Math.floor((k + 1) * p));
  return tailShare({min: 0, max: k, mode, ratio: (j) => ((k - j) / (j + 1)) * (p / (1 - p))}, least);
};

/** Measures of being right every time or often. */
export const reliability: Family = {
  quantities: names.flatMap((name) => [
    {name, printed: "reliability and cover curves and tables"},
    {name: `${name}, difference`, printed: "RL − base of the same"}
  ]),
  values(truth, {n}) {
    const of: Record<(typeof names)[number], (p: number) => number> = {
      "G-Pass@8 at τ = 0.5": (p) => atLeast(p, K, K / 2),
      "pass^8": (p) => p ** K,
      "Cover@0.5": (p) => atLeast(p, n, n / 2)
    };
    return new Map(
      names.flatMap((name): [string, number][] => [
        [name, expectation(truth, (_, q) => of[name](q))],
        [`${name}, difference`, expectation(truth, (p, q) => of[name](q) - of[name](p))]
      ])
    );
  },
  sample(truth, size, name) {
    const {base, rl} = drawCounts(truth, {...size, stream: random(name)});
    const table = statisticTable([base, rl], [0, 1, 2], ({n, c}, x) => measures[names[x]!](n, c));
    const bootstrap = pairedBootstrap(table, {seed: name, replicates: 200});
    const at = (method: "score" | "percentile"): Map<string, Interval> => {
      const [own, difference] = [
        coverageBand(bootstrap, 1, {method}),
        differenceBand(bootstrap, 1, 0, {method})
      ];
      return new Map(
        names.flatMap((measure, j): [string, Interval][] => [
          [measure, {low: own.low[j]!, high: own.high[j]!}],
          [`${measure}, difference`, {low: difference.low[j]!, high: difference.high[j]!}]
        ])
      );
    };
    return {report: at("score"), percentiles: at("percentile")};
  }
};
