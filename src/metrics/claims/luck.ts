import {mayBeLuck} from "../guess/may-be-luck.js";
import {guessFloorCurve} from "../guess/guess-floor-curve.js";
import type {ClaimCase, ClaimTables} from "./claim.js";

/**
 * The case, with what luck makes of it: where guessing alone solves as many of its problems with the most tries as the base may
 * (the floor is not below the interval of the base's coverage), what the base reaches there may be luck. Guesses are those of exact
 * rates; where a benchmark has none, the base's answers to other problems. As it is where neither is known, and without a
 * curve of the base.
 */
export function withLuck(
  one: ClaimCase,
  tables: Pick<ClaimTables, "coverage" | "guessRates" | "guesses">
): ClaimCase {
  const {coverage, guessRates = [], guesses = []} = tables;
  const [basePolicy] = one.policies;
  const table = coverage[one.experiment]?.benchmarks.find(({benchmark}) => benchmark === one.benchmark);
  const base = table?.curves.find(({policy}) => policy === basePolicy)?.points.at(-1);
  if (base === undefined) return one;
  const rates = guessRates.filter(({benchmark}) => benchmark === one.benchmark);
  const answers = guesses.find((each) => each.benchmark === one.benchmark && each.policy === basePolicy);
  const luck =
    rates.length > 0
      ? {
          k: base.k,
          floor: guessFloorCurve(
            rates.map((row) => row.guess_rate),
            [base.k]
          )[0]!
        }
      : answers && {k: answers.n, floor: answers.floor};
  return luck === undefined || !mayBeLuck(base, luck.floor) ? one : {...one, luck};
}
