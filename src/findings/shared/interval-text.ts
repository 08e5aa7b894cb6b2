import {whole} from "./format.js";

/** What the bands of curves and of their differences are. */
export function bandsText(level: number): string {
  return `Bands: ${percentOfLevel(level)} score intervals for other problems of the same kind, pointwise.`;
}

/** What the interval of k* is. */
export function crossingIntervalText({replicates, seed}: {replicates: number; seed: number}): string {
  return (
    `The interval of k* goes as far as that of the difference holds zero; what is said of resampled problem sets ` +
    `comes from ${whole(replicates)}, the same for all policies (seed ${seed}).`
  );
}

/** 0.95 as `95%`. */
export function percentOfLevel(level: number): string {
  return `${Number((level * 100).toPrecision(4))}%`;
}
