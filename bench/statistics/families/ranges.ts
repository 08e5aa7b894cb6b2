import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {comparedRange, leastGap} from "../../../src/metrics/coverage/compared-range.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {methods, trained, trainedCount} from "../trained-runs.js";
import {expectation} from "../truth.js";

const names = {
  atOne: "range of methods at k = 1",
  atMost: "range of methods at k = n",
  gap: "least gap of methods to the base"
};

/** Four methods of one base on two benchmarks, of which this is one: the intervals hold at both ends and on both at once. */
export const ranges: Family = {
  quantities: [
    {name: names.atOne, printed: "claim on the algorithms"},
    {name: names.atMost, printed: "claim on the algorithms"},
    {name: names.gap, printed: "claim on the algorithms"}
  ],
  values(truth, {n}) {
    const at = (k: number): number[] =>
      methods.map((run) => expectation(trained(truth, run), (_, q) => 1 - (1 - q) ** k));
    const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
    const base = expectation(truth, (p) => 1 - (1 - p) ** n);
    return new Map([
      [names.atOne, range(at(1))],
      [names.atMost, range(at(n))],
      [names.gap, base - Math.max(...at(1))]
    ]);
  },
  sample(truth, {problems, n}, name) {
    const stream = random(name);
    const counts = Array.from({length: problems}, () => {
      const p = truth.base(stream.uniform());
      return [{id: "base", sharper: 1, lost: 0}, ...methods].map((run, i) => {
        const own = i === 0 ? {...truth, lost: 0, sharpened: 1} : truth;
        return {n, c: trainedCount(own, run, {p, n, stream})};
      });
    });
    const policies = [0, ...methods.map((_, i) => i + 1)];
    const table = passAtKTable(
      policies.map((policy) => counts.map((problem) => problem[policy]!)),
      [1, n]
    );
    const bootstrap = pairedBootstrap(table, {seed: name, replicates: 2});
    const options = {level: 0.95, benchmarks: 2};
    const compared = policies.slice(1);
    const {atOne, atMost} = comparedRange(bootstrap, compared, options);
    const report = new Map<string, Interval>([
      [names.atOne, atOne],
      [names.atMost, atMost],
      [names.gap, leastGap(bootstrap, compared, {...options, base: 0, kMax: n})]
    ]);
    return {report};
  }
};
