import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import {quantile} from "../statistics/quantile.js";
import type {Band} from "../bootstrap/band.js";
import {crossingInterval} from "./crossing-interval.js";
import {budgetAt, crossingPosition, TIE} from "./crossing-point.js";

/** Where the base's coverage overtakes the RL policy's. Every k* is >= ks[0], which means "at or below"; Infinity means "beyond kMax". */
export interface Crossing {
  /** k* of the estimated curves. */
  estimate: number;
  /** Median of k* over the replicates. */
  median: number;
  /** See `crossingInterval`. */
  low: number;
  high: number;
  /** The largest measured k; NaN when there is none. */
  kMax: number;
  /** Share of replicates without a crossing up to kMax (censored: k* > kMax). */
  withoutCrossing: number;
  /** Share of replicates in which the base is ahead from the first k on (k* at or below it). */
  fromTheStart: number;
  /** Share of replicates in which the base is strictly ahead at kMax: the bootstrap probability that it overtakes. */
  baseAhead: number;
  /** Share of replicates tied at kMax. */
  tied: number;
  /** Whether the two curves are the same at each measured k, as where both are 0: there is no k* then, not one beyond kMax. */
  isSame: boolean;
}

/**
 * Crossing point of the curves of policies `rl` and `base` (indices into the table's policies) over paired replicates.
 * See `crossingPoint` for which crossing counts. The interval inverts `differences`, the band of RL - base (`differenceBand`).
 * Replicates without a crossing are censored at kMax, never dropped: they stand above every other k*, so that the median is
 * an order statistic and may be Infinity. JSON has no Infinity: write null for "beyond kMax" and keep kMax beside it. All
 * values NaN when nothing was measured.
 */
export function crossing(bootstrap: PairedBootstrap, rl: number, base: number, differences: Band): Crossing {
  const {table, replicates, estimates, means} = bootstrap;
  const {ks} = table;
  const difference = new Float64Array(ks.length);
  const curve = (columns: Float64Array, stride: number, offset: number): Float64Array => {
    for (let j = 0; j < ks.length; j++) {
      const [left, right] = [(rl * ks.length + j) * stride, (base * ks.length + j) * stride];
      difference[j] = columns[left + offset]! - columns[right + offset]!;
    }
    return difference;
  };
  const estimate = budgetAt(ks, crossingPosition(curve(estimates, 1, 0)));
  const last = difference.findLastIndex((d) => !Number.isNaN(d));
  const isSame = last >= 0 && difference.every((d) => !(Math.abs(d) > TIE));
  const positions = new Float64Array(replicates);
  const counts = {withoutCrossing: 0, fromTheStart: 0, baseAhead: 0, tied: 0};
  for (let r = 0; r < replicates; r++) {
    const position = crossingPosition(curve(means, replicates, r));
    positions[r] = position;
    const end = difference[last] ?? NaN;
    if (position === Infinity) counts.withoutCrossing++;
    if (position === 0) counts.fromTheStart++;
    if (end < -TIE) counts.baseAhead++;
    if (Math.abs(end) <= TIE) counts.tied++;
  }
  positions.sort();
  const share = (count: number): number => (last < 0 ? NaN : count / replicates);
  return {
    estimate,
    median: quantile(positions, 0.5, (position) => budgetAt(ks, position)),
    ...crossingInterval(differences),
    kMax: ks[last] ?? NaN,
    withoutCrossing: share(counts.withoutCrossing),
    fromTheStart: share(counts.fromTheStart),
    baseAhead: share(counts.baseAhead),
    tied: share(counts.tied),
    isSame
  };
}
