import type {Numbers} from "../statistics/numbers.js";

/** The bins of a logarithmic axis from 1 to `high`, all of one width. */
export interface LogBins {
  /** End of the last bin; the first begins at 1. */
  high: number;
  /** Number of bins, equally wide on a logarithmic axis. */
  count: number;
}

/**
 * Perplexities per bin. Bin i holds values from high^(i / count) up to, without, high^((i + 1) / count). Values of `high`
 * and more, infinite ones too, are in no bin: they are what the bins lack of the total. Rounding may put a perplexity just
 * below 1; it goes into the first bin.
 */
export function perplexityHistogram(values: Numbers, {high, count}: LogBins): number[] {
  const bins = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = Math.max(0, Math.floor((Math.log(value) / Math.log(high)) * count));
    if (bin < count) bins[bin]! += 1;
  }
  return bins;
}
