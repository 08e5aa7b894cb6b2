import {mean} from "../statistics/mean.js";
import type {Numbers} from "../statistics/numbers.js";
import {guessFloor} from "./guess-floor.js";

/** Guess floor of a benchmark: the mean of `guessFloor` over problems with the given guess rates, at each of `ks`. NaN without problems. */
export function guessFloorCurve(rates: Numbers, ks: readonly number[]): Float64Array {
  return Float64Array.from(ks, (k) => mean(Float64Array.from(rates, (g) => guessFloor(g, k))));
}
