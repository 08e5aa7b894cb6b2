import type {CellPrice} from "../sampling/price-study.js";
import {FIRST_LOOK, plannedLooks, type Adaptive} from "../schema/study/adaptive.js";

/** Completions of a study whose n is adaptive, stored ones included. */
export interface AdaptivePrice {
  /** The first look, where that settles all pairs. */
  least: number;
  /** Where no pair is settled before the last look: expected, if solve rates are spread evenly over 0 to 1. */
  expected: number;
  /** Where no problem stops either. */
  most: number;
}

/**
 * Of n completions of a problem whose rate may be anything, each number of correct ones is as likely: fewer than m are with chance
 * m / (n + 1), and then the next look draws n more.
 */
export function adaptivePrice(
  prices: readonly Pick<CellPrice, "n" | "problems">[],
  adaptive: Adaptive
): AdaptivePrice {
  const {rule, most} = adaptive;
  let expected = FIRST_LOOK;
  for (const n of plannedLooks(adaptive).filter((look) => look < most))
    expected += n * (n < rule.first ? 1 : Math.min(1, rule.successes / (n + 1)));
  const problems = prices.filter(({n}) => n === most).reduce((sum, price) => sum + price.problems, 0);
  return {least: problems * FIRST_LOOK, expected: Math.round(problems * expected), most: problems * most};
}

/** The price as a line for people. */
export function adaptivePriceText({least, expected, most}: AdaptivePrice): string {
  const [low, middle, high] = [least, expected, most].map((count) => count.toLocaleString("en-US"));
  return (
    `n is adaptive: ${high} completions are the most; ${low} if the first look settles all; about ${middle} if none settles it ` +
    "and solve rates are spread evenly over 0 to 1"
  );
}
