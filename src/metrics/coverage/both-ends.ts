import type {Estimate} from "../statistics/interval.js";

/** What is measured at the two ends of a pass@k curve, or how two policies differ there. Shares, 0 to 1. */
export interface AtBothEnds<T> {
  atOne: T;
  /** At the largest k that every policy of the experiment has. */
  atMost: T;
}

/** The first and the last point of a band. */
export function bothEnds({
  estimate,
  low,
  high
}: {
  estimate: Float64Array;
  low: Float64Array;
  high: Float64Array;
}) {
  const at = (j: 0 | -1): Estimate => ({estimate: estimate.at(j)!, low: low.at(j)!, high: high.at(j)!});
  return {atOne: at(0), atMost: at(-1)};
}
