import type {Estimate, Interval} from "../statistics/interval.js";
import {acceleration} from "./acceleration.js";
import {bootstrapInterval} from "./bootstrap-interval.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

export interface BandOptions {
  /** Confidence of each interval, pointwise in k. Default 0.95. */
  level?: number;
  /**
   * `score`, the default: from the values of the problems, see `meanInterval`, or of their clusters, see `clusterValues`;
   * for means of numbers in [0, 1]. The others rest on the replicates.
   */
  method?: "score" | "percentile" | "bca";
}

/** A curve over `ks` with a pointwise interval. NaN at every k that was not measured. */
export interface Band {
  ks: readonly number[];
  estimate: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** A statistic at one k: its estimate, its bootstrap replicates, and the values per problem whose mean it is. */
export interface BandPoint {
  estimate: number;
  replicates: Float64Array;
  /** Its score interval at a level. */
  score: (level: number) => Interval;
  problems: () => Float64Array;
}

/** The band of any statistic that is a mean over problems; `point` gives it at the j-th k. */
export function band(
  bootstrap: PairedBootstrap,
  {level = 0.95, method = "score"}: BandOptions,
  point: (j: number) => BandPoint
): Band {
  const {ks} = bootstrap.table;
  const interval = ({estimate, replicates, score, problems}: BandPoint): Estimate => {
    if (method === "score") return {estimate, ...score(level)};
    const bca =
      method === "bca" ? {estimate, acceleration: acceleration(problems(), bootstrap.clusters)} : undefined;
    return {estimate, ...bootstrapInterval(replicates, level, bca)};
  };
  const result: Band = {
    ks,
    estimate: new Float64Array(ks.length),
    low: new Float64Array(ks.length),
    high: new Float64Array(ks.length)
  };
  for (let j = 0; j < ks.length; j++) {
    const {low, high, estimate} = interval(point(j));
    result.estimate[j] = estimate;
    result.low[j] = low;
    result.high[j] = high;
  }
  return result;
}
