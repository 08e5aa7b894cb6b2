import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {guessFloor} from "../../metrics/guess/guess-floor.js";
import type {GuessSet} from "../../metrics/guess/guess-sets.js";
import {solveRateBound} from "../../metrics/sets/solve-rate-bound.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {crossingText} from "../coverage/crossing-text.js";
import {answerOf, type FigureAnswer} from "../shared/figure-answer.js";
import {percent, whole} from "../shared/format.js";
import {bandsText, crossingIntervalText} from "../shared/interval-text.js";
import type {FilteredPart, FilteredSet, GuessChoice} from "./guess-table.js";

const list = new Intl.ListFormat("en");

/** Whether the base still overtakes once guessable problems are gone: a count, and the numbers of each set. */
export function guessAnswer(sets: readonly FilteredSet[]): FigureAnswer {
  const overtaken = sets.filter(({all}) => crosses(all));
  const still = overtaken.filter(({kept}) => kept !== null && crosses(kept));
  const verdict =
    overtaken.length === 0
      ? `The base overtakes on none of ${whole(sets.length)} benchmarks, before the filter or after.`
      : `The base overtakes on ${whole(overtaken.length)} of ${whole(sets.length)} benchmarks; without the guessable problems it still does on ${whole(still.length)} of these.`;
  return answerOf(
    verdict,
    sets.map((one) => ({title: one.set.benchmark.label, text: setText(one)}))
  );
}

function crosses({comparison}: FilteredPart): boolean {
  return comparison.crossing.observed !== null;
}

function setText({all, kept}: FilteredSet): string {
  if (kept === null) return "no problem stays.";
  const [after, before] = [kept, all].map(({comparison}) => crossingText(comparison.crossing));
  const crossing = crosses(all) || crosses(kept) ? `k* is ${after} rather than ${before}` : "no curves cross";
  return (
    `${whole(kept.problems)} of ${whole(all.problems)} problems stay, and ${crossing}; ` +
    `guessing alone reaches ${percent(kept.floorAtEnd)} of them at k = ${whole(kept.comparison.crossing.kMax)}.`
  );
}

/** Under the figure: which problems went and why, what the grey curve is, and what was measured. */
export function guessCaption(
  sets: readonly FilteredSet[],
  {limit, uniform}: GuessChoice,
  {level, replicates, seed}: CoverageTableOptions,
  study: Pick<StudySummary, "seed" | "date">
): string {
  const rules = {
    arithmetic: `random arithmetic meets the target at a rate of ${percent(limit)} or more`,
    direct: `the base answers right without reasoning at a rate above zero and below ${percent(limit)}`
  };
  const dropped = [...new Set(sets.map(({set}) => set.source))].map(
    (source) =>
      `on ${list.format(sets.filter(({set}) => set.source === source).map(({set}) => set.benchmark.label))} when ${rules[source]}`
  );
  const rate =
    uniform === null
      ? "with each problem’s own guess rate g"
      : `with g = ${Number((uniform * 100).toPrecision(3))}% for every problem`;
  const drawn = study.date === null ? "" : `, drawn ${study.date.slice(0, 10)}`;
  const verified = sets.map(({set}) => `${set.benchmark.label} by ${set.benchmark.verifier}`);
  const n = Math.min(...sets.map(({all}) => all.comparison.crossing.kMax));
  return (
    `Left: all problems; right: those that stay. A problem goes ${dropped.join("; ")}. “Guessing” is the guess floor, 1 − (1 − g)^k averaged over problems, ${rate}. ` +
    `At least ${whole(n)} completions per problem and policy, seed ${study.seed}${drawn}; verified: ${list.format(verified)}. ` +
    `${bandsText(level)} ${crossingIntervalText({replicates, seed})}`
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
