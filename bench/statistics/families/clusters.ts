import {coverageBand} from "../../../src/metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {drawRates, expectation, rateCounts} from "../truth.js";

const names = {
  first: "pass@1 of clusters",
  last: "pass@n of clusters",
  difference: "difference at k = n of clusters"
};

/** Problems in clusters of one to three that have one solve rate; the analysis is told of the clusters. */
export const clusters: Family = {
  quantities: [
    {name: names.first, printed: "bands where the analysis draws whole clusters"},
    {name: names.last, printed: "the same at the largest k"},
    {name: names.difference, printed: "RL − base of the same"}
  ],
  values: (truth, {n}) =>
    new Map([
      [names.first, expectation(truth, (_, q) => q)],
      [names.last, expectation(truth, (_, q) => 1 - (1 - q) ** n)],
      [names.difference, expectation(truth, (p, q) => (1 - p) ** n - (1 - q) ** n)]
    ]),
  sample(truth, {problems, n}, name) {
    const stream = random(name);
    const cluster: number[] = [];
    const rates: {p: number; q: number}[] = [];
    for (let index = 0; rates.length < problems; index++) {
      const [own] = drawRates(truth, 1, stream);
      for (let size = 1 + stream.below(3); size > 0 && rates.length < problems; size--) {
        rates.push(own!);
        cluster.push(index);
      }
    }
    const {base, rl} = rateCounts(rates, n, stream);
    const table = passAtKTable([base, rl], [1, n]);
    const bootstrap = pairedBootstrap(table, {seed: name, replicates: 200, clusters: cluster});
    const at = (method: "score" | "percentile"): Map<string, Interval> => {
      const [own, difference] = [
        coverageBand(bootstrap, 1, {method}),
        differenceBand(bootstrap, 1, 0, {method})
      ];
      return new Map([
        [names.first, {low: own.low[0]!, high: own.high[0]!}],
        [names.last, {low: own.low[1]!, high: own.high[1]!}],
        [names.difference, {low: difference.low[1]!, high: difference.high[1]!}]
      ]);
    };
    return {report: at("score"), percentiles: at("percentile")};
  }
};
