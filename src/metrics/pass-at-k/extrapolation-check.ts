import {random} from "../../random/random.js";
import type {Counts} from "../counts/counts.js";
import {thinCounts} from "../counts/thin-counts.js";
import {mean} from "../statistics/mean.js";
import {quantile} from "../statistics/quantile.js";
import {betaBinomialPassAtK} from "./beta-binomial-pass-at-k.js";
import {coverage} from "./coverage.js";
import {fitBetaBinomial} from "./fit-beta-binomial.js";

/** How well a fit on part of the completions predicts coverage that all of them measure. */
export interface ExtrapolationCheck {
  /** Completions per problem that were fitted. */
  fitted: number;
  /** The k predicted: the smallest n. */
  k: number;
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
}

/**
 * Hold-out check of the beta-binomial extrapolation: keep a random quarter of each problem's completions, fit
 * `fitBetaBinomial` to them, predict coverage at k = n, and compare with coverage measured there on all. Read it before
 * trusting a dashed curve. All NaN without problems or where a quarter of the smallest n is less than one completion.
 */
export function extrapolationCheck(
  problems: readonly Counts[],
  {seed, share = 1 / 4, repetitions = 20}: ExtrapolationOptions
): ExtrapolationCheck {
  const k = problems.reduce((least, {n}) => Math.min(least, n), Infinity);
  const fitted = Math.floor(k * share);
  if (!(fitted >= 1 && fitted < Infinity))
    return {fitted: NaN, k: NaN, measured: NaN, predicted: NaN, low: NaN, high: NaN};
  const generator = random(seed);
  const predictions = Float64Array.from({length: repetitions}, () => {
    const kept = problems.map((counts) => thinCounts(counts, Math.floor(counts.n * share), generator));
    return betaBinomialPassAtK(fitBetaBinomial(kept), k);
  }).sort();
  return {
    fitted,
    k,
    measured: coverage(problems, [k])[0]!,
    predicted: mean(predictions),
    low: quantile(predictions, 0),
    high: quantile(predictions, 1)
  };
}
