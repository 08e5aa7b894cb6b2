import {bootstrapInterval} from "../bootstrap/bootstrap-interval.js";
import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";

/** How much of a policy's gap to its base another policy of the same base closes, at one budget. */
export interface ClosedGap extends Estimate {
  base: string;
  /** The policy whose gap it is. */
  from: string;
  /** The policy that closes a part of it. */
  to: string;
  k: number;
}

/** Indices of three policies of a table, and of a budget. */
interface GapPlace {
  base: number;
  from: number;
  to: number;
  j: number;
}

/**
 * Share of a gap that is closed: 1 - (C_base - C_to) / (C_base - C_from) at one budget; 1 where `to` reaches the base, below 0 where
 * it lies further off than `from`. Interval: percentiles over the same resampled problems. Null where `from` is not behind the base
 * in more than a hundredth of the resamples: there is no gap to divide by.
 */
export function closedShare(
  {table: {ks}, estimates, means, replicates}: PairedBootstrap,
  {base, from, to, j}: GapPlace,
  level: number
): Estimate | null {
  const share = (value: (policy: number) => number): number => {
    const gap = value(base) - value(from);
    return gap > 0 ? 1 - (value(base) - value(to)) / gap : NaN;
  };
  const estimate = share((policy) => estimates[policy * ks.length + j]!);
  const all = Float64Array.from({length: replicates}, (_, r) =>
    share((policy) => means[(policy * ks.length + j) * replicates + r]!)
  );
  const known = all.filter((value) => !Number.isNaN(value));
  if (Number.isNaN(estimate) || known.length < 0.99 * replicates) return null;
  return {estimate, ...bootstrapInterval(known, level)};
}
