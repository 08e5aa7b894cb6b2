import {pairedShareDifference} from "../../../src/metrics/sets/paired-share-difference.js";
import {solveRateBound} from "../../../src/metrics/sets/solve-rate-bound.js";
import {support} from "../../../src/metrics/sets/support.js";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {drawCounts, expectation} from "../truth.js";

const names = {
  always: "always solved, difference",
  never: "never solved, difference",
  discovery: "new among what RL solves",
  retention: "kept of what the base solves",
  valid: "share of valid chains",
  rate: "solve rate of one problem"
};

/** Shares of problems that are solved always, never, by one policy alone, or with a valid chain; one problem's solve rate. */
export const sets: Family = {
  quantities: [
    {name: names.always, printed: "claim on both ends of the histogram"},
    {name: names.never, printed: "claim on both ends of the histogram"},
    {name: names.discovery, printed: "claim on the solvable set"},
    {name: names.retention, printed: "ablations, algorithms, steps"},
    {name: names.valid, printed: "chains read by hand"},
    {name: names.rate, printed: "solvable sets, hard cases, guess bounds"}
  ],
  values(truth, {n}) {
    const at = (value: (p: number, q: number) => number): number => expectation(truth, value);
    const solves = (rate: number): number => 1 - (1 - rate) ** n;
    const both = at((p, q) => solves(p) * solves(q));
    const [ofBase, ofRl] = [at(solves), at((_, q) => solves(q))];
    return new Map([
      [names.always, at((p, q) => q ** n - p ** n)],
      [names.never, ofBase - ofRl],
      [names.discovery, ofRl > 0 ? 1 - both / ofRl : NaN],
      [names.retention, ofBase > 0 ? both / ofBase : NaN],
      [names.valid, 1 - truth.lost],
      [names.rate, truth.base(0.3)]
    ]);
  },
  sample(truth, size, name) {
    const stream = random(name);
    const {base, rl} = drawCounts(truth, {...size, stream});
    const has = (test: (count: {n: number; c: number}) => boolean): Interval =>
      pairedShareDifference(base.map(test), rl.map(test));
    const {both, baseOnly, rlOnly} = support(base, rl);
    const share = (rate: number, of: number): number =>
      Array.from({length: of}, () => stream.uniform()).filter((one) => one < rate).length;
    const found = new Map([
      [names.always, has(({n, c}) => c === n)],
      [names.never, has(({c}) => c === 0)],
      [names.valid, clopperPearson(size.problems, share(1 - truth.lost, size.problems))],
      [names.rate, rateInterval(size.n, share(truth.base(0.3), size.n))]
    ]);
    if (both + rlOnly > 0) found.set(names.discovery, clopperPearson(both + rlOnly, rlOnly));
    if (both + baseOnly > 0) found.set(names.retention, clopperPearson(both + baseOnly, both));
    return {report: found};
  }
};

/** As printed: without a correct completion only the upper side. */
function rateInterval(n: number, c: number): Interval {
  return c === 0 ? {low: 0, high: solveRateBound(n)} : clopperPearson(n, c);
}
