import {mayBeLuck} from "../../metrics/guess/may-be-luck.js";
import type {BenchmarkCoverage, Comparison} from "../../metrics/coverage/coverage-table.js";
import type {BeyondLuck} from "../../metrics/guess/beyond-luck.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {crossingText} from "../coverage/crossing-text.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {clearlyOf, countOf} from "../shared/counted.js";
import type {FigureAnswer} from "../shared/figure-answer.js";
import {about, interval, listText, percent, points, rangeText, tries, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {bandsText, crossingIntervalText} from "../shared/interval-text.js";
import {originText} from "../shared/origin-text.js";

/** A set of problems as measured and beyond luck. */
interface LuckySet {
  label: string;
  all: BenchmarkCoverage;
  measured: Comparison;
  left: Comparison;
  k: number;
  floor: number;
}

/** Where the base's lead may be luck, and who solves more of what luck leaves. */
export function beyondLuckAnswer(table: BeyondLuck, study: StudySummary): FigureAnswer {
  const sets = luckySets(table, study);
  const lucky = sets.filter(isLucky);
  const ends = sets.map(({left}) => left.points.at(-1)!);
  const ahead = ends.filter(({difference}) => difference < 0).length;
  const clear = clearSigns(ends).filter((sign) => sign < 0).length;
  const floors = rangeText(
    sets.map(({floor}) => floor),
    about
  );
  const where =
    lucky.length === 0
      ? "nowhere as many as the base’s interval allows"
      : `as many as the base’s interval allows on ${listText(lucky.map(({label}) => label))}: a lead of the base there may be luck`;
  return {
    lead:
      `With as many tries as were drawn, guessing alone solves ${floors} of the problems, ${where}. ` +
      (sets.length === 1
        ? `Of what luck leaves, the base solves ${ahead === 1 ? "more" : "no more"} than RL${clear === 1 ? ", clearly" : ""}.`
        : `Of what luck leaves, the base solves more than RL on ${countOf(ahead, sets.length)} tasks${clearlyOf(clear, ahead, "on")}.`),
    cases: sets.map((one) => {
      const cells = setCells(one);
      return {
        title: one.label,
        text: `${cells.map(({head, value}) => `${head}: ${value}`).join("; ")}.`,
        cells
      };
    }),
    note: clearNote(ends.length)
  };
}

function luckySets({all, left, floors}: BeyondLuck, study: StudySummary): LuckySet[] {
  return floors.flatMap(({benchmark, k, floor}) => {
    const of = (table: typeof all): BenchmarkCoverage =>
      table.benchmarks.find((one) => one.benchmark === benchmark)!;
    const [measured, rest] = [of(all).comparisons[0], of(left).comparisons[0]];
    if (!measured || !rest || rest.points.length === 0) return [];
    return [{label: benchmarkLabel(study, benchmark), all: of(all), measured, left: rest, k, floor}];
  });
}

/** Whether the base's lead on a set may be luck. */
function isLucky({all, measured, k, floor}: LuckySet): boolean {
  return mayBeLuck(baseAt(all, measured, k) ?? {low: -Infinity}, floor);
}

function baseAt(all: BenchmarkCoverage, {base}: Comparison, k: number) {
  return all.curves.find(({policy}) => policy === base)?.points.findLast((point) => point.k <= k);
}

function setCells(one: LuckySet): {head: string; value: string}[] {
  const {all, measured, left, k, floor} = one;
  const base = baseAt(all, measured, k)!;
  const {difference, low, high} = left.points.at(-1)!;
  return [
    {
      head: `guessing, with ${tries(k)}`,
      value: `${percent(floor)}${isLucky(one) ? ", the base may be no better" : ""}`
    },
    {head: "the base", value: `${percent(base.coverage)} (${interval(base.low, base.high, percent)})`},
    {head: "k*", value: crossingText(measured.crossing)},
    {head: "k* beyond luck", value: crossingText(left.crossing)},
    {head: "RL − base beyond luck", value: `${points(difference)} points (${interval(low, high, points)})`}
  ];
}

/** Under the figure: what its lines are. */
export function beyondLuckCaption(
  {left}: BeyondLuck,
  study: Pick<StudySummary, "seed" | "date" | "policies">
): string {
  const problems = left.benchmarks.reduce((sum, one) => sum + one.problems, 0);
  return (
    `${whole(problems)} problems whose guess rate g is known exactly, ${originText(study)}. Lines: share of problems that a policy solves within k tries and k independent guesses do not, ` +
    `the mean of (1 − g)^k pass@k. ${bandsText(left.level)} ${crossingIntervalText(left)}`
  );
}
