import {solveRateBound} from "../metrics/solve-rate-bound.js";
import {guessFloor} from "../metrics/guess-floor.js";
import {crossingText} from "./crossing-text.js";
import {percent, whole} from "./format.js";
import type {GuessSet} from "./guess-sets.js";
import type {FilteredPart, FilteredSet, GuessChoice} from "./guess-table.js";

const list = new Intl.ListFormat("en");

/** Whether the base still overtakes once guessable problems are gone: a count, then the numbers of each set. */
export function guessAnswer(sets: readonly FilteredSet[], {limit}: Pick<GuessChoice, "limit">): string {
  const overtaken = sets.filter(({all}) => crosses(all));
  const still = overtaken.filter(({kept}) => kept !== null && crosses(kept));
  const verdict =
    overtaken.length === 0
      ? `The base overtakes on none of ${whole(sets.length)} benchmarks, before the filter or after.`
      : `The base overtakes on ${whole(overtaken.length)} of ${whole(sets.length)} benchmarks; without the guessable problems it still does on ${whole(still.length)} of these.`;
  return [verdict, ...sets.map((set) => setSentence(set, limit))].join(" ");
}

function crosses({comparison}: FilteredPart): boolean {
  return comparison.crossing.observed !== null;
}

function setSentence({set, all, kept}: FilteredSet, limit: number): string {
  const who =
    set.source === "direct"
      ? `that ${set.base.label} answers without reasoning at a rate above zero and below ${percent(limit)}`
      : `that random arithmetic meets at a rate of ${percent(limit)} or more`;
  if (kept === null) return `On ${set.benchmark.label} no problem stays when those go ${who}.`;
  return (
    `On ${set.benchmark.label}, ${whole(kept.problems)} of ${whole(all.problems)} problems stay when those go ${who}: ` +
    `k* is ${crossingText(kept.comparison.crossing)} rather than ${crossingText(all.comparison.crossing)}, ` +
    `and guessing alone reaches ${percent(kept.floorAtEnd)} of them at k = ${whole(kept.comparison.crossing.kMax)}, ${set.base.label} ${percent(kept.baseAtEnd)}.`
  );
}

/** What direct answers that were never right show of guessing; empty without sets of direct answers. */
export function neverGuessedSentence(sets: readonly GuessSet[]): string {
  const sentences = sets
    .filter(({source}) => source === "direct")
    .flatMap(({benchmark, problems}) => {
      const never = problems.flatMap(({direct}) => (direct?.c === 0 ? direct.n : []));
      if (never.length === 0) return [];
      const n = Math.min(...never);
      const bound = solveRateBound(n);
      return (
        `On ${benchmark.label}, ${whole(never.length)} of ${whole(problems.length)} problems were never answered right without reasoning, in ${whole(n)} tries. ` +
        `That leaves a guess rate of up to ${(bound * 100).toPrecision(2)}% open (95%), which with ${whole(n)} guesses would be right at least once with a chance of ${percent(guessFloor(bound, n))}: ` +
        `the filter finds problems that are guessed, and cannot show that the others are not.`
      );
    });
  return sentences.join(" ");
}

/** Which sets a page has, for the words around the controls. */
export function sourcesText(sets: readonly GuessSet[]): string {
  return list.format(sets.map(({benchmark}) => benchmark.label));
}
