import type {TrainingSpread} from "../metrics/training-spread.js";
import {percentOfLevel} from "./coverage-answer.js";
import {bothEnds, listText, rangeText} from "./ends-text.js";
import {methods, type EndsView} from "./ends-view.js";
import {percent, points, pValue, whole} from "./format.js";
import {gapText} from "./gap-panel.js";

const ALPHA = 0.05;

/** How far the algorithms come at k = 1, what they solve at the largest k, and the gap to their base: a sentence for each benchmark. */
export function gapAnswer(views: readonly EndsView[]): string {
  return views.flatMap((view) => gapSentence(view) ?? []).join(" ");
}

function gapSentence(view: EndsView): string | null {
  const {benchmark, ends, base, level} = view;
  const trained = methods(view);
  const gaps = trained.flatMap(({summary, gap}) => (gap ? [{label: summary.label, gap}] : []));
  const [first] = gaps;
  if (!base || !first) return null;
  const isAlone = gaps.length === 1;
  const least = gaps.reduce((a, b) => (b.gap.estimate < a.gap.estimate ? b : a));
  const range = (at: "atOne" | "atMost"): string => rangeText(trained.map(({pass}) => pass[at].estimate));
  const own = (at: "atOne" | "atMost"): string => `${base.summary.label} ${percent(base.pass[at].estimate)}`;
  return (
    `On ${benchmark.label}, ${isAlone ? `${first.label} solves` : `${whole(gaps.length)} algorithms solve`} ${range("atOne")} of the problems with one completion (${own("atOne")}) and ${range("atMost")} with ${whole(ends.kMax)} (${own("atMost")}). ` +
    `The sampling-efficiency gap is ${rangeText(
      gaps.map(({gap}) => gap.estimate),
      gapText
    )} points${isAlone ? "" : `, smallest for ${least.label}`} (${percentOfLevel(level)} ${gapText(least.gap.low)} to ${gapText(least.gap.high)}).`
  );
}

/** Whether the algorithms differ at all: the test on each benchmark, then the spread of the seeds as yardstick. */
export function differAnswer(views: readonly EndsView[]): string {
  const tested = views.flatMap(({benchmark, ends: {kMax, alike}}) =>
    alike ? bothEnds.map((at) => ({label: benchmark.label, k: at === "atOne" ? 1 : kMax, p: alike[at]})) : []
  );
  if (tested.length === 0) return "Fewer than two algorithms have verdicts: there is nothing to compare.";
  const found = tested.filter(({p}) => p < ALPHA);
  const rest = tested.filter(({p}) => !(p < ALPHA));
  const places = (list: typeof tested): string =>
    listText(
      [...new Set(list.map(({label}) => label))].map((label) => {
        const ends = list.filter((one) => one.label === label);
        return `${label} (${ends.map(({k, p}) => `${pValue(p)} at k\u00a0=\u00a0${whole(k)}`).join(", ")})`;
      })
    );
  const differ = found.length === 0 ? "" : `The test tells the algorithms apart on ${places(found)}.`;
  const none =
    rest.length === 0
      ? ""
      : `${found.length === 0 ? "The test finds" : "It finds"} no difference between the algorithms on ${places(rest)}.`;
  return [differ, none, seedSentence(views, found.length > 0)]
    .filter((sentence) => sentence !== "")
    .join(" ");
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
  const runs = `${whole(first.spread.seeds.length)} runs of one algorithm that differ in the seed alone`;
  if (larger.length === 0)
    return (
      `${isTold ? "But nowhere" : "Nowhere"} do the algorithms lie detectably further apart than ${runs}` +
      (isTold ? ": what the test finds may belong to the runs rather than to the algorithms." : ".")
    );
  return `They lie further apart than ${runs} in ${whole(larger.length)} of ${whole(comparisons)} comparisons.`;
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
      pValue: ends.alike ? pValue(ends.alike[at]) : null,
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
