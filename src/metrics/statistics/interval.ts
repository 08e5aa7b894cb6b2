/** Two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** A number with its confidence interval. */
export interface Estimate extends Interval {
  estimate: number;
}

/** A difference with its confidence interval and the p-value that there is none. */
export interface Contrast extends Estimate {
  /** Two-sided, by itself: what looks at several corrects for it. */
  p: number;
}
