import {mayBeLuck} from "../../metrics/guess/may-be-luck.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {guessFloor} from "../../metrics/guess/guess-floor.js";
import type {GuessSet} from "../../metrics/guess/guess-sets.js";
import {solveRateBound} from "../../metrics/sets/solve-rate-bound.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {crossFromLead} from "../coverage/counted-comparisons.js";
import {crossingText} from "../coverage/crossing-text.js";
import {countOf} from "../shared/counted.js";
import {answerOf, type FigureAnswer} from "../shared/figure-answer.js";
import {about, interval, percent, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {bandsText, crossingIntervalText} from "../shared/interval-text.js";
import type {FilteredPart, FilteredSet, GuessChoice} from "./guess-table.js";
import {originText} from "../shared/origin-text.js";

const list = new Intl.ListFormat("en");

/**
 * Whether the base still overtakes once guessable problems are gone, and what guessing alone makes of those that stay. A crossing
 * counts from a lead of RL beyond chance.
 */
export function guessAnswer(sets: readonly FilteredSet[]): FigureAnswer {
  const parts = sets.flatMap(({all, kept}) => (kept ? [all, kept] : [all]));
  const fromLead = crossFromLead(parts.map(({comparison}) => comparison));
  const crosses = (part: FilteredPart): boolean => fromLead[parts.indexOf(part)]!;
  const overtaken = sets.filter(({all}) => crosses(all));
  const still = overtaken.flatMap(({kept}) => (kept !== null && crosses(kept) ? [kept] : []));
  const verdict =
    overtaken.length === 0
      ? `On ${countOf(0, sets.length)} tasks does the base overtake a clear lead of RL.`
      : `The base overtakes a clear lead of RL on ${countOf(overtaken.length, sets.length)} tasks. ` +
        `Without the guessable problems it still does on ${countOf(still.length, overtaken.length)}.${luckText(still)}`;
  return answerOf(
    verdict,
    sets.map((one) => ({title: one.set.benchmark.label, text: setText(one)})),
    sets.length === 1 ? undefined : clearNote(2 * parts.length)
  );
}

/** What guessing alone solves of the problems that stay, beside what the base does: where it is as much, the crossing says nothing against luck. */
function luckText(still: readonly FilteredPart[]): string {
  if (still.length === 0) return "";
  const explained = still.filter(({floorAtEnd, baseAtEnd}) => mayBeLuck(baseAtEnd, floorAtEnd)).length;
  const floors = rangeText(
    still.map(({floorAtEnd}) => floorAtEnd),
    about
  );
  const verdict =
    explained === 0
      ? "fewer than the base"
      : `as many as the base’s interval allows on ${countOf(explained, still.length)}`;
  return ` Guessing alone would solve ${floors} of what stays, ${verdict}${explained === 0 ? "" : ": luck is not excluded there"}.`;
}

function isCrossing({comparison}: FilteredPart): boolean {
  return comparison.crossing.observed !== null;
}

function setText({all, kept}: FilteredSet): string {
  if (kept === null) return "no problem stays.";
  const [after, before] = [kept, all].map(({comparison}) => crossingText(comparison.crossing));
  const crossing =
    isCrossing(all) || isCrossing(kept) ? `k* is ${after} rather than ${before}` : "no curves cross";
  return (
    `${whole(kept.problems)} of ${whole(all.problems)} problems stay, and ${crossing}; ` +
    `guessing alone reaches ${percent(kept.floorAtEnd)} of them at k = ${whole(kept.comparison.crossing.kMax)}, the base ${percent(kept.baseAtEnd.estimate)} (${interval(kept.baseAtEnd.low, kept.baseAtEnd.high, percent)}).`
  );
}

/** Under the figure: which problems went and why, what the grey curve is, and what was measured. */
export function guessCaption(
  sets: readonly FilteredSet[],
  {limit, uniform}: GuessChoice,
  {level, replicates, seed}: CoverageTableOptions,
  study: Pick<StudySummary, "seed" | "date" | "policies">
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
  const verified = sets.map(({set}) => `${set.benchmark.label} by ${set.benchmark.verifier}`);
  const n = Math.min(...sets.map(({all}) => all.comparison.crossing.kMax));
  return (
    `A problem goes ${dropped.join("; ")}. “Guessing” is the guess floor, 1 − (1 − g)^k averaged over problems, ${rate}. ` +
    `At least ${whole(n)} completions per problem and policy, ${originText(study)}; verified: ${list.format(verified)}. ` +
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
