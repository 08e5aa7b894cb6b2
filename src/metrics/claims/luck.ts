import {guessFloorCurve} from "../guess/guess-floor-curve.js";
import type {ClaimCase, ClaimTables} from "./claim.js";

/**
 * The case, with what luck makes of it: where guessing alone solves as many of its problems with the most tries as the base may
 * (the floor is not below the interval of the base's coverage), what the base reaches there may be luck. As it is where the
 * case's benchmark has no guess rates or no curve of its base.
 */
export function withLuck(
  one: ClaimCase,
  {coverage, guessRates}: Pick<ClaimTables, "coverage" | "guessRates">
): ClaimCase {
  const table = coverage[one.experiment]?.benchmarks.find(({benchmark}) => benchmark === one.benchmark);
  const base = table?.curves.find(({policy}) => policy === one.policies[0])?.points.at(-1);
  const rates = (guessRates ?? []).filter(({benchmark}) => benchmark === one.benchmark);
  if (base === undefined || rates.length === 0) return one;
  const [floor] = guessFloorCurve(
    rates.map((row) => row.guess_rate),
    [base.k]
  );
  return floor! < base.low ? one : {...one, luck: {k: base.k, floor: floor!}};
}
