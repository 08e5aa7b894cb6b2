import {MARGIN} from "../../metrics/claims/algorithms-claim.js";
import type {ComparedEnds} from "../../metrics/coverage/compared-ends.js";
import type {TrainingSpread} from "../../metrics/coverage/training-spread.js";
import {ALPHA, holm} from "../../metrics/statistics/holm.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {gapText, pValue, percent, points, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {bothEnds} from "./ends-text.js";
import {methods, type EndsView} from "./ends-view.js";

/** The range of the gaps to the base; on each benchmark how far the algorithms come at k = 1, what they solve at the largest k, and the gap. */
export function gapAnswer(views: readonly EndsView[]): FigureAnswer {
  const cases = views.flatMap(
    (view) => gapCase(view, views.length === 1 ? "sampling-efficiency gap" : "gap") ?? []
  );
  if (cases.length === 0) return oneAnswer("No algorithm has verdicts beside its base yet.");
  const gaps = views.flatMap((view) => methods(view).flatMap(({gap}) => gap?.estimate ?? []));
  return answerOf(
    `With one try the algorithms stay ${rangeText(gaps, gapText)} points below what their base solves with the most: this is the sampling-efficiency gap, on ${whole(cases.length)} tasks.`,
    cases
  );
}

function gapCase(view: EndsView, name: string): AnswerCase | null {
  const {benchmark, ends, base, level} = view;
  const trained = methods(view);
  const gaps = trained.flatMap(({summary, gap}) => (gap ? [{label: summary.label, gap}] : []));
  const [first] = gaps;
  if (!base || !first) return null;
  const isAlone = gaps.length === 1;
  const least = gaps.reduce((a, b) => (b.gap.estimate < a.gap.estimate ? b : a));
  const range = (at: "atOne" | "atMost"): string => rangeText(trained.map(({pass}) => pass[at].estimate));
  const own = (at: "atOne" | "atMost"): string => percent(base.pass[at].estimate);
  const gapRange = rangeText(
    gaps.map(({gap}) => gap.estimate),
    gapText
  );
  return {
    title: benchmark.label,
    text:
      `${isAlone ? `${first.label} solves` : `${whole(gaps.length)} algorithms solve`} ${range("atOne")} of the problems with one completion (${base.summary.label} ${own("atOne")}) and ${range("atMost")} with ${whole(ends.kMax)} (${own("atMost")}); ` +
      `the ${name} is ${gapRange} points${isAlone ? "" : `, smallest for ${least.label}`} (${percentOfLevel(level)} ${gapText(least.gap.low)} to ${gapText(least.gap.high)}).`
  };
}

/** Whether the algorithms differ at all, and whether by more than little: on how many benchmarks the test tells them apart, with the spread of the seeds as yardstick, and the test and the range on each. */
export function differAnswer(views: readonly EndsView[]): FigureAnswer {
  const tested = views.flatMap(({benchmark, ends: {kMax, compared}}) =>
    compared ? [{title: benchmark.label, kMax, compared}] : []
  );
  const adjusted = holm(tested.flatMap(({compared: {alike}}) => bothEnds.map((at) => alike[at])));
  if (tested.length === 0)
    return oneAnswer("Fewer than two algorithms have verdicts: there is nothing to compare.");
  const isTold = (i: number, end: 0 | 1): boolean => adjusted[2 * i + end]! < ALPHA;
  const [atOne, atMost] = ([0, 1] as const).map((end) => tested.filter((_, i) => isTold(i, end)).length);
  const within = tested.filter(({compared: {range}}) =>
    bothEnds.every((at) => littleText(range[at]) === LITTLE)
  );
  const {lead, ...answer} = answerOf(
    `With one try the algorithms clearly differ on ${countOf(atOne!, tested.length)} tasks, with the most tries on ${countOf(atMost!, tested.length)}. ` +
      `That no two lie more than ${gapText(MARGIN)} points apart is shown on ${countOf(within.length, tested.length)}.`,
    tested.map(({title, kMax, compared}, i) => ({
      title,
      text: `${testText(compared.alike, kMax, [isTold(i, 0), isTold(i, 1)])}; ${rangesText(compared.range, kMax)}.`
    })),
    `${clearNote(adjusted.length)} ${whole(Math.round(100 * MARGIN))} points are little in the paper’s own terms.`
  );
  return {...answer, lead: `${lead} ${seedSentence(views, atOne! + atMost! > 0)}`};
}

/** What the test says at both ends. */
function testText(alike: ComparedEnds["alike"], kMax: number, isTold: readonly [boolean, boolean]): string {
  const [one, most] = bothEnds.map((at, i) => ({
    isTold: isTold[i]!,
    end: endText(at, kMax),
    p: pValue(alike[at])
  })) as [TestedEnd, TestedEnd];
  if (one.isTold === most.isTold)
    return (
      `the test ${one.isTold ? "tells the algorithms apart" : "finds no difference between the algorithms"} ` +
      `(${one.p} at ${one.end}, ${most.p} at ${most.end})`
    );
  const [told, other] = one.isTold ? [one, most] : [most, one];
  return `the test tells the algorithms apart at ${told.end} (${told.p}) and not at ${other.end} (${other.p})`;
}

function endText(at: (typeof bothEnds)[number], kMax: number): string {
  return `k\u00a0=\u00a0${whole(at === "atOne" ? 1 : kMax)}`;
}

const LITTLE = "little";

/** What the range of the algorithms says of “little”, by its interval. */
function littleText({low, high}: Estimate): string {
  if (high < MARGIN) return LITTLE;
  return low > MARGIN ? "more than little" : "which may be little or not";
}

/** How far the two furthest apart lie from each other at both ends. */
function rangesText(range: ComparedEnds["range"], kMax: number): string {
  const parts = bothEnds.map((at) => {
    const {estimate, low, high} = range[at];
    return `${gapText(estimate)} points at ${endText(at, kMax)} (${gapText(low)} to ${gapText(high)}), ${littleText(range[at])}`;
  });
  return `the two furthest apart differ by ${parts.join(", and by ")}`;
}

interface TestedEnd {
  isTold: boolean;
  end: string;
  p: string;
}

function seedSentence(views: readonly EndsView[], isTold: boolean): string {
  const spreads = views.flatMap(({spread, level}) => (spread ? [{spread, level}] : []));
  const [first] = spreads;
  if (!first)
    return "This study has no repeated run with another training seed, which would say how much of a difference is chance.";
  const larger = spreads.flatMap(({spread}) =>
    bothEnds.flatMap((at) => (spread[at].difference.low > 0 ? [spread[at]] : []))
  );
  const comparisons = 2 * spreads.length;
  const runs = `${whole(first.spread.seeds.length)} runs of one algorithm with other seeds`;
  if (larger.length === 0)
    return `${isTold ? "But one" : "One"} run of each alone says little: they are nowhere detectably further from one another than ${runs}${isTold ? ", and this may be a difference of runs, not of algorithms." : "."}`;
  return `One run of each alone is further from the others than ${runs} from one another in ${whole(larger.length)} of ${whole(comparisons)} comparisons.`;
}

/** One row of the table of spreads and tests. */
export interface SpreadRow {
  benchmark: string;
  k: number;
  pValue: string | null;
  methods: string | null;
  seeds: string | null;
  difference: string | null;
}

/** Test and spreads on each benchmark at both ends of the curves, in points. */
export function spreadRows(views: readonly EndsView[]): SpreadRow[] {
  return views.flatMap(({benchmark, ends, spread}) =>
    bothEnds.map((at): SpreadRow => ({
      benchmark: benchmark.label,
      k: at === "atOne" ? 1 : ends.kMax,
      pValue: ends.compared ? pValue(ends.compared.alike[at]) : null,
      methods: spread ? deviation(spread[at].methods) : null,
      seeds: spread ? deviation(spread[at].seeds) : null,
      difference: spread ? signed(spread[at].difference) : null
    }))
  );
}

function deviation({estimate, low, high}: TrainingSpread["atOne"]["methods"]): string {
  const show = (value: number): string => (100 * value).toFixed(1);
  return `${show(estimate)} (${show(low)} to ${show(high)})`;
}

function signed({estimate, low, high}: TrainingSpread["atOne"]["methods"]): string {
  return `${points(estimate)} (${points(low)} to ${points(high)})`;
}
