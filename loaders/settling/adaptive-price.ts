import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import type {CellPrice} from "../sampling/price-study.js";
import {FIRST_LOOK, plannedLooks, raisedRule, type Adaptive} from "../schema/study/adaptive.js";

/** Completions of a study whose n is adaptive, stored ones included. */
export interface AdaptivePrice {
  /** The first look, where that settles all pairs. */
  least: number;
  /** Where no pair is settled before the last look: expected, if solve rates are spread evenly over 0 to 1. */
  expected: number;
  /** The same where problems that stopped went on, by the raised rule. */
  raised: number;
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
  const problems = prices.filter(({n}) => n === most).reduce((sum, price) => sum + price.problems, 0);
  const expected = ({first, successes}: StoppingRule): number => {
    let completions = FIRST_LOOK;
    for (const n of plannedLooks(adaptive).filter((look) => look < most))
      completions += n * (n < first ? 1 : Math.min(1, successes / (n + 1)));
    return Math.round(problems * completions);
  };
  return {
    least: problems * FIRST_LOOK,
    expected: expected(rule),
    raised: expected(raisedRule(rule)),
    most: problems * most
  };
}

/** The price as a line for people. */
export function adaptivePriceText(price: AdaptivePrice): string {
  const {least, expected, raised, most} = price;
  const [low, middle, more, high] = [least, expected, raised, most].map((count) =>
    count.toLocaleString("en-US")
  );
  return (
    `n is adaptive: ${high} completions are the most; ${low} if the first look settles all; about ${middle} if none settles it ` +
    `and solve rates are spread evenly over 0 to 1, ${more} where k* is bounded but not narrowly`
  );
}
