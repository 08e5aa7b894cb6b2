/** Two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** A number with its confidence interval. */
export interface Estimate extends Interval {
  estimate: number;
}
