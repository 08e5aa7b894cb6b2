import type {GuessSet} from "../../metrics/guess/guess-sets.js";
import {percent, whole} from "../shared/format.js";
import type {GuessChoice} from "./guess-table.js";

/**
 * What a choice asks for beyond what was measured: a limit that no problem's rate reaches, one that too few direct answers can tell
 * from zero, or a rate of all problems that none has. Empty where nothing of it is.
 */
export function beyondMeasured(sets: readonly GuessSet[], {limit, uniform}: GuessChoice): string {
  const rates = sets.flatMap(({problems}) => problems.map(({rate}) => rate));
  if (rates.length === 0) return "";
  const most = Math.max(...rates);
  const answers = sets.flatMap(({problems}) => problems.flatMap(({direct}) => direct?.n ?? []));
  const fewest = Math.min(...answers);
  return [
    ...(limit > most
      ? [
          `Beyond what was measured: no problem’s guess rate is above ${percent(most)}, so that a limit of ${percent(limit)} says no more than one just above that.`
        ]
      : []),
    ...(limit > 0 && answers.length > 0 && limit <= 1 / fewest
      ? [
          `Finer than what was measured: ${whole(fewest)} direct answers tell no rate below ${percent(1 / fewest)} from zero, so that no such problem can go.`
        ]
      : []),
    ...(uniform !== null && uniform > most
      ? [
          `Beyond what was measured: no problem has a guess rate of ${percent(uniform)}; the largest is ${percent(most)}.`
        ]
      : [])
  ].join(" ");
}
