import {studentInterval} from "../../../src/metrics/statistics/whole-student-quantile.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {randomNormal} from "../../../src/random/draws.js";
import {random, type Random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {drawRates, expectation} from "../truth.js";

const names = {
  change: "change of log-probability of a tenth",
  longer: "tokens of what was asked again, less others"
};
/** Retried completions per problem. */
const RETRIED = 0.2;

/** Means of numbers without bounds: how much likelier a tenth of a text became, how much longer what was asked again is. */
export const means: Family = {
  quantities: [
    {name: names.change, printed: "support page, along correct texts"},
    {name: names.longer, printed: "audit of requests"}
  ],
  values: (truth) =>
    new Map([
      [names.change, expectation(truth, (p, q) => q - p)],
      [names.longer, 0]
    ]),
  sample(truth, {problems}, name) {
    const stream = random(name);
    // The more RL gains on a problem, the likelier its texts became.
    const changes = drawRates(truth, problems, stream).map(({p, q}) => q - p + 0.2 * randomNormal(stream));
    const longer = Array.from(
      {length: Math.round(RETRIED * problems)},
      () => lengthOf(stream) - lengthOf(stream)
    );
    const report = new Map<string, Interval>([
      [names.change, intervalOf(changes)],
      [names.longer, intervalOf(longer)]
    ]);
    return {report};
  }
};

/** Tokens of a text: some are several times as long as others. */
function lengthOf(stream: Random): number {
  return 300 * Math.exp(0.7 * randomNormal(stream));
}

function intervalOf(values: readonly number[]): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return studentInterval({mean, deviation, count: values.length})!;
}
