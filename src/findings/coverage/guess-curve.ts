import {guessFloorCurve} from "../../metrics/guess/guess-floor-curve.js";
import {guessFloor} from "../../metrics/guess/guess-floor.js";
import type {Guesser, GuessRate} from "../../metrics/guess/guess-rate.js";

/** What guessing alone would solve, at each budget. */
export interface GuessCurve {
  /** The one rate that every problem was given; null where each has its own. */
  rate: number | null;
  /** Who guesses, where each problem has its own rate. */
  guesser: Guesser | null;
  points: {k: number; coverage: number}[];
}

/**
 * The guess floor of a benchmark at `ks`: at `rate` where it is given, else from each problem's own rate, without the
 * problems above `mostGuessable`. Null where no rate is known.
 */
export function guessCurve(
  rates: readonly GuessRate[],
  benchmark: string,
  ks: readonly number[],
  {rate, mostGuessable}: {rate: number | null; mostGuessable: number | null}
): GuessCurve | null {
  if (rate !== null)
    return {rate, guesser: null, points: ks.map((k) => ({k, coverage: guessFloor(rate, k)}))};
  const own = rates.filter((row) => row.benchmark === benchmark && row.guess_rate <= (mostGuessable ?? 1));
  if (own.length === 0) return null;
  const curve = guessFloorCurve(
    own.map((row) => row.guess_rate),
    ks
  );
  return {rate: null, guesser: own[0]!.guesser, points: ks.map((k, i) => ({k, coverage: curve[i]!}))};
}

/** What a guesser tries, as the subject of a sentence. */
export const guesserNames: Readonly<Record<Guesser, string>> = {
  arithmetic: "random steps of right arithmetic",
  picture: "right solutions for other pictures",
  program: "right programs for other tasks"
};
