import {paperGuessLimit} from "../../metrics/guess/guess-filter.js";
import type {GuessSet} from "../../metrics/guess/guess-sets.js";
import {listText, percent, whole} from "../shared/format.js";
import type {GuessChoice} from "./guess-table.js";

/**
 * What a choice asks for beyond what was measured: a limit that no problem of a set reaches any more, one that too few direct answers
 * tell from zero, or a rate of all problems that none of a set has. Empty where nothing of it is, as at the paper's limit.
 */
export function beyondMeasured(sets: readonly GuessSet[], {limit, uniform}: GuessChoice): string {
  const measured = sets.map((set) => ({...set, most: Math.max(0, ...set.problems.map(({rate}) => rate))}));
  const where = (list: typeof measured): string =>
    listText(list.map(({benchmark, most}) => `${benchmark.label} (largest ${percent(most)})`));
  const over =
    limit === paperGuessLimit
      ? []
      : measured.filter(({source, most}) => source === "arithmetic" && limit > most);
  const none = uniform === null ? [] : measured.filter(({most}) => uniform > most);
  const coarse = measured.flatMap(({source, problems, benchmark}) => {
    const n = Math.min(...problems.flatMap(({direct}) => direct?.n ?? []));
    return source === "direct" && limit > 0 && limit <= 1 / n ? [{benchmark, n}] : [];
  });
  return [
    ...(over.length === 0
      ? []
      : [
          `Beyond what was measured: no problem’s guess rate reaches ${percent(limit)} on ${where(over)}, so that none goes there.`
        ]),
    ...coarse.map(
      ({benchmark, n}) =>
        `Finer than what was measured: on ${benchmark.label} ${whole(n)} direct answers tell no rate below ${percent(1 / n)} from zero, so that none goes there.`
    ),
    ...(none.length === 0
      ? []
      : [`Beyond what was measured: no problem has a guess rate of ${percent(uniform!)} on ${where(none)}.`])
  ].join(" ");
}
