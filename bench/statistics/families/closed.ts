import {closedShare} from "../../../src/metrics/coverage/closed-gap.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random, type Random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {expectation, type Truth} from "../truth.js";

const name = "share of the gap closed";
/** Of the problems that RL loses, the share that its other temperature solves as often as the base. */
const REGAINED = 0.6;

/** A base, RL at the base's temperature and at another, which regains some of what RL lost. */
export const closed: Family = {
  quantities: [{name, printed: "claim on the matched entropy, temperature page"}],
  values(truth, {n}) {
    const pass = (rate: number): number => 1 - (1 - rate) ** n;
    const gap = expectation(truth, (p, q) => pass(p) - pass(q));
    const regained = REGAINED * truth.lost * expectation({...truth, lost: 0}, (p) => pass(p));
    return new Map([[name, gap > 0 ? regained / gap : NaN]]);
  },
  sample(truth, {problems, n}, seed) {
    const stream = random(seed);
    const rates = Array.from({length: problems}, () => problemRates(truth, stream));
    const counts = (policy: 0 | 1 | 2) =>
      rates.map((own) => ({
        n,
        c: Array.from({length: n}, () => stream.uniform()).filter((one) => one < own[policy]).length
      }));
    const table = passAtKTable([counts(0), counts(1), counts(2)], [n]);
    const share = closedShare({table, clusters: undefined}, {base: 0, from: 1, to: 2, j: 0}, 0.95);
    return {report: new Map<string, Interval>(share === null ? [] : [[name, share]])};
  }
};

/** Solve rates of a problem under the base, RL, and RL at the other temperature. */
function problemRates({base, lost, sharpened}: Truth, stream: Random): readonly [number, number, number] {
  const p = base(stream.uniform());
  if (stream.uniform() >= lost) {
    const kept = 1 - (1 - p) ** sharpened;
    return [p, kept, kept];
  }
  return [p, 0, stream.uniform() < REGAINED ? p : 0];
}
