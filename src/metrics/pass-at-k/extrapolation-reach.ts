import type {Counts} from "../counts/counts.js";
import {
  extrapolationCheck,
  type ExtrapolationCheck,
  type ExtrapolationModel,
  type ExtrapolationOptions
} from "./extrapolation-check.js";

/** How many times as far as the fitted completions a prediction may go: what is tried, ascending. */
const FACTORS = [2, 4, 8, 16];

/** Points of coverage (0 to 1) by which a prediction may miss on average. */
export const CLOSE = 0.02;

const MODELS: readonly ExtrapolationModel[] = ["beta", "zero-inflated"];

/** How far coverage may be extrapolated, by which model. */
export interface ExtrapolationReach {
  model: ExtrapolationModel;
  /** Times n. */
  factor: number;
  /** The check that allows it. */
  check: ExtrapolationCheck;
}

/**
 * How far a curve may be continued: as many times n as a fit to part of the completions predicts the coverage of the others within
 * `CLOSE`, at this factor and at each smaller one, by the model that does so farthest (the closer one of two that reach as
 * far). For factor f a share of 1/(1+f) is fitted, so that as many times that are left. Null where not even twice holds.
 */
export function extrapolationReach(
  problems: readonly Counts[],
  options: Pick<ExtrapolationOptions, "seed" | "repetitions">
): ExtrapolationReach | null {
  const reaches = MODELS.flatMap((model) => {
    let reach: ExtrapolationReach | null = null;
    for (const factor of FACTORS) {
      const check = extrapolationCheck(problems, {...options, model, share: 1 / (1 + factor)});
      if (!(missOf(check) <= CLOSE)) break;
      reach = {model, factor, check};
    }
    return reach === null ? [] : [reach];
  });
  return reaches.toSorted((a, b) => b.factor - a.factor || missOf(a.check) - missOf(b.check))[0] ?? null;
}

function missOf({predicted, measured}: ExtrapolationCheck): number {
  return Math.abs(predicted - measured);
}
