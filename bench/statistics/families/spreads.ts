import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {trainingSpread} from "../../../src/metrics/coverage/training-spread.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {methods, trained, trainedCount, type TrainedRun} from "../trained-runs.js";
import {expectation} from "../truth.js";

const ends = ["atOne", "atMost"] as const;
const kinds = ["methods", "seeds", "difference"] as const;
const label = (kind: (typeof kinds)[number], end: (typeof ends)[number]): string =>
  `${{methods: "spread of methods", seeds: "spread of seeds", difference: "methods minus seeds"}[kind]} at k = ${end === "atOne" ? "1" : "n"}`;

/** The first method is a seed too. */
const seeds = [0, 1].map((i) => ({id: `seed ${i}`, sharper: 1 + 0.1 * i, lost: 0}));
const runs = [...methods, ...seeds];

/** Four methods with one run each, and two more seeds of the first; where the population is alike, all runs are. */
export const spreads: Family = {
  quantities: ends.flatMap((end) =>
    kinds.map((kind) => ({name: label(kind, end), printed: "algorithms page, spread of methods and seeds"}))
  ),
  values(truth, {n}) {
    return new Map(
      ends.flatMap((end) => {
        const k = end === "atOne" ? 1 : n;
        const at = (all: readonly TrainedRun[]): number =>
          deviation(all.map((run) => expectation(trained(truth, run), (_, q) => 1 - (1 - q) ** k)));
        const [ofMethods, ofSeeds] = [at(methods), at([methods[0]!, ...seeds])];
        return [
          [label("methods", end), ofMethods],
          [label("seeds", end), ofSeeds],
          [label("difference", end), ofMethods - ofSeeds]
        ] as [string, number][];
      })
    );
  },
  sample(truth, {problems, n}, name) {
    const stream = random(name);
    const counts = Array.from({length: problems}, (_, i): ProblemCount[] => {
      const p = truth.base(stream.uniform());
      return runs.map((run) => {
        const c = trainedCount(truth, run, {p, n, stream});
        return {benchmark: "one", policy: run.id, problem_id: String(i), n, c};
      });
    }).flat();
    const ids = {
      methods: methods.map(({id}) => id),
      seeds: [methods[0]!, ...seeds].map(({id}) => id)
    };
    const spread = trainingSpread("one", counts, ids, {level: 0.95, replicates: 500, seed: 1})!;
    const report = new Map<string, Interval>(
      ends.flatMap((end) => kinds.map((kind): [string, Interval] => [label(kind, end), spread[end][kind]]))
    );
    return {report};
  }
};

function deviation(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
