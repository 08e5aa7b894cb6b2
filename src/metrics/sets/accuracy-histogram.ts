import type {Counts} from "../counts/counts.js";

/** One bin of accuracies c/n: above `low`, up to and with `high`, except where the label says otherwise. */
export interface AccuracyBin {
  low: number;
  high: number;
  label: string;
  /** Number of problems. */
  count: number;
}

/**
 * The paper's accuracy histogram: exactly 0; (0, 0.1], (0.1, 0.2], … (0.8, 0.9], (0.9, 1); exactly 1. Twelve bins: never
 * and always solved stand apart. Problems without completions have no accuracy and are left out.
 */
export function accuracyHistogram(problems: readonly Counts[]): AccuracyBin[] {
  const bins: AccuracyBin[] = [{low: 0, high: 0, label: "0", count: 0}];
  for (let tenth = 1; tenth <= 10; tenth++) {
    const [low, high] = [(tenth - 1) / 10, tenth / 10];
    bins.push({low, high, label: tenth < 10 ? `(${low}, ${high}]` : `(${low}, 1)`, count: 0});
  }
  bins.push({low: 1, high: 1, label: "1", count: 0});
  for (const {n, c} of problems) {
    if (n > 0) bins[binOf(n, c)]!.count++;
  }
  return bins;
}

function binOf(n: number, c: number): number {
  return c === n ? 11 : Math.ceil((10 * c) / n);
}
