import {random} from "../../random/random.js";
import type {Counts} from "../counts/counts.js";
import {thinCounts} from "../counts/thin-counts.js";
import {mean} from "../statistics/mean.js";
import {quantile} from "../statistics/quantile.js";
import {betaBinomialPassAtK} from "./beta-binomial-pass-at-k.js";
import {coverage} from "./coverage.js";
import {fitBetaBinomial} from "./fit-beta-binomial.js";
import {fitZeroInflated, zeroInflatedPassAtK} from "./fit-zero-inflated.js";

/** How solve rates are distributed over problems: `beta`, or `zero-inflated`, where a share of the problems is never solved. */
export type ExtrapolationModel = "beta" | "zero-inflated";

/** How well a fit on part of the completions predicts the coverage that the others measure. */
export interface ExtrapolationCheck {
  model: ExtrapolationModel;
  /** Completions of every problem that were fitted. */
  fitted: number;
  /** The k predicted: the fewest completions of a problem that were not fitted. */
  k: number;
  /** Mean over repetitions of the coverage of those that were not fitted. */
  measured: number;
  /** Mean over repetitions of the prediction. */
  predicted: number;
  /** Smallest and largest prediction over the repetitions. */
  low: number;
  high: number;
}

export interface ExtrapolationOptions {
  seed: string | number;
  /** Share of the completions that is fitted. Default 1/4. */
  share?: number;
  /** Random subsets tried. Default 20. */
  repetitions?: number;
  /** Default `beta`. */
  model?: ExtrapolationModel;
}

/** Coverage at any k by a model that is fitted to the counts; null where it cannot be fitted. */
export function extrapolation(
  problems: readonly Counts[],
  model: ExtrapolationModel
): ((k: number) => number) | null {
  if (model === "beta") {
    const fit = fitBetaBinomial(problems);
    return fit.interior ? (k) => betaBinomialPassAtK(fit, k) : null;
  }
  const fit = fitZeroInflated(problems);
  return fit.interior ? (k) => zeroInflatedPassAtK(fit, k) : null;
}

/**
 * Hold-out check of an extrapolation: keep as many random completions of each problem as a share of the smallest n, fit the
 * model to them, predict coverage with as many tries as are left, and compare with the coverage of those that are left, which the
 * fit has not seen. Read it before trusting a dashed curve. All NaN without problems, where the share is less than one completion,
 * and where the model cannot be fitted to some of the subsets.
 */
export function extrapolationCheck(
  problems: readonly Counts[],
  {seed, share = 1 / 4, repetitions = 20, model = "beta"}: ExtrapolationOptions
): ExtrapolationCheck {
  const least = problems.reduce((smallest, {n}) => Math.min(smallest, n), Infinity);
  // A share that is a fraction of whole numbers must not lose a completion to rounding.
  const fitted = Math.floor(least * share + 1e-9);
  if (!(fitted >= 1 && fitted < Infinity))
    return {model, fitted: NaN, k: NaN, measured: NaN, predicted: NaN, low: NaN, high: NaN};
  const k = least - fitted;
  const generator = random(seed);
  const measured = new Float64Array(repetitions);
  const predictions = Float64Array.from({length: repetitions}, (_, repetition) => {
    const kept = problems.map((counts) => thinCounts(counts, fitted, generator));
    const left = problems.map(({n, c}, i) => ({n: n - fitted, c: c - kept[i]!.c}));
    measured[repetition] = coverage(left, [k])[0]!;
    return extrapolation(kept, model)?.(k) ?? NaN;
  }).sort();
  return {
    ...{model, fitted, k},
    measured: mean(measured),
    predicted: mean(predictions),
    low: quantile(predictions, 0),
    high: quantile(predictions, 1)
  };
}
