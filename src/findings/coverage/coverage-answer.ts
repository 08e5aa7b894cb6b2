import type {Comparison, CrossingEstimate, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {farFromPaper} from "../../metrics/coverage/paper-crossings.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import {oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {budget, interval, percent, points, rangeText, tries, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {countedComparisons} from "./counted-comparisons.js";
import {policyLabel, type CoverageView} from "./coverage-view.js";
import {lookedOf} from "./look-text.js";

/** The answer to "which policy solves more problems with k tries?": a single pair in full; several are counted, with a case for each. */
export function coverageAnswer(view: CoverageView): FigureAnswer {
  const {comparisons} = view.coverage;
  const [only, ...others] = comparisons;
  if (!only) return oneAnswer(curvesOnly(view));
  if (others.length === 0) return comparisonAnswer(view, only);
  return {...countedComparisons(comparisons, "comparisons"), cases: benchmarkCases(view)};
}

/** The cases of a benchmark: a line for each pair, or one on the curves where nothing is compared. */
export function benchmarkCases(view: CoverageView): AnswerCase[] {
  const {label} = view.benchmark;
  const {comparisons} = view.coverage;
  if (comparisons.length === 0) return [{title: label, text: curvesOnly(view)}];
  return comparisons.map((comparison) => comparisonCase(view, comparison));
}

/** The numbers of a comparison: both ends with the interval of their difference, and k*. */
function comparisonCase(view: CoverageView, comparison: Comparison): AnswerCase {
  const {base, rl, points: differences, crossing} = comparison;
  const title = `${view.benchmark.label}, ${policyLabel(view, rl)} against ${policyLabel(view, base)}`;
  const ends = [...new Set([differences[0], differences.at(-1)])].flatMap((point, i) => {
    if (!point) return [];
    const {k, difference, low, high} = point;
    const values = [rl, base].map((policy) => percent(coverageAt(view, policy, k)));
    const head = i === 0 ? "fewest tries" : "most tries";
    return [
      {
        head,
        value: `${values.join(" against ")} with ${tries(k)}: ${points(difference)} points (${interval(low, high, points)})`
      }
    ];
  });
  const sampled = lookedOf(view.coverage, comparison);
  const cells = [
    ...ends,
    {head: "k*", value: crossingCell(crossing)},
    ...(sampled === null ? [] : [{head: "sampling", value: sampled.slice(0, -1)}])
  ];
  const text =
    ends.length === 0 ? "no budget that both were measured at" : cells.map(({value}) => value).join("; ");
  return {title, text: `${text}.`, ...(ends.length === 0 ? {} : {cells})};
}

function crossingCell(crossing: CrossingEstimate): string {
  const {observed, kMax, isSame, censored} = crossing;
  if (isSame) return "no k*: the curves are the same";
  if (observed === null) return `no k* up to ${whole(kMax)}`;
  if (observed <= 1) return "the base is not behind at any k";
  const unsure = censored > 0 ? `; none in ${percent(censored)} of the resampled problem sets` : "";
  return `k* = ${budget(observed)} (${crossingRange(crossing)}${unsure})`;
}

/** A single pair: who wins at both ends, clearly where that is beyond chance among both, and where the curves cross. */
function comparisonAnswer(view: CoverageView, comparison: Comparison): FigureAnswer {
  const {base, rl, crossing} = comparison;
  const [first, last] = [comparison.points[0], comparison.points.at(-1)];
  if (!first || !last) return oneAnswer(curvesOnly(view));
  const names = {base: policyLabel(view, base), rl: policyLabel(view, rl)};
  const level = percentOfLevel(view.bootstrap.level);
  const shares = ({k, difference}: DifferencePoint): string => {
    const [ahead, behind] = difference >= 0 ? [rl, base] : [base, rl];
    return `${percent(coverageAt(view, ahead, k))} against ${percent(coverageAt(view, behind, k))}`;
  };
  const ends = last === first ? [first] : [first, last];
  const clear = clearSigns(ends).map((sign) => sign !== 0);
  const start = `${first.k === 1 ? "" : `With ${tries(first.k)} `}${winner(first, names, {what: first.k === 1 ? " the first try" : "", isClear: clear[0]!})}: ${shares(first)} of ${whole(view.coverage.problems)} problems.`;
  const end = `With ${tries(last.k)} ${winner(last, names, {what: "", isClear: clear.at(-1)!})}: ${shares(last)}.`;
  const curves = last === first ? start : `${start} ${end} ${crossingSentence(crossing, names.base, level)}`;
  const sampled = lookedOf(view.coverage, comparison);
  const lead = sampled === null ? curves : `${curves} ${sampled}`;
  return {
    lead,
    cases: [comparisonCase(view, comparison)],
    note: clearNote(ends.length)
  };
}

/** Who wins, and whether that is beyond chance. */
function winner(
  {difference}: DifferencePoint,
  names: {base: string; rl: string},
  {what, isClear}: {what: string; isClear: boolean}
): string {
  if (difference === 0) return `${names.rl} and ${names.base} are level`;
  const ahead = difference > 0 ? names.rl : names.base;
  return `${ahead} wins${what}, ${isClear ? "clearly" : "though not clearly"}`;
}

/** What policies reach where nothing is compared: a few are told, many are counted. */
function curvesOnly(view: CoverageView): string {
  const curves = view.coverage.curves.filter(({points}) => points.length > 0);
  if (curves.length > 2) {
    const reached = (end: 0 | -1): string => rangeText(curves.map(({points}) => points.at(end)!.coverage));
    return `The ${whole(curves.length)} policies solve ${reached(0)} of the problems with the fewest tries, and ${reached(-1)} with the most.`;
  }
  const parts = curves.map(({policy, points}) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${policyLabel(view, policy)} solves ${percent(first.coverage)} of the problems with ${tries(first.k)} and ${percent(last.coverage)} with ${whole(last.k)}`;
  });
  return `${parts.join("; ")}.`;
}

function coverageAt(view: CoverageView, policy: string, k: number): number {
  const curve = view.coverage.curves.find((curve) => curve.policy === policy);
  return curve?.points.find((point) => point.k === k)?.coverage ?? NaN;
}

/** Where the base overtakes, with the interval of k*, and whether that is far from where the paper's curves cross. */
export function crossingSentence(crossing: CrossingEstimate, base: string, level: string): string {
  const {observed, censored, kMax, isSame} = crossing;
  if (isSame) return "The curves are the same at every k.";
  if (observed === null) {
    const share = 1 - censored;
    return `The curves do not cross up to k = ${whole(kMax)}${share > 0 ? `; they do in ${percent(share)} of the resampled problem sets` : ""}.`;
  }
  if (observed <= 1) return `${base} is not behind at any k.`;
  const far = farFromPaper(crossing);
  return (
    `The curves cross at k* = ${budget(observed)} (${level} ${crossingRange(crossing)})` +
    `${far === null ? "" : `, far ${far} than in the paper (tens to hundreds)`}.`
  );
}

function crossingRange({low, high, kMax}: CrossingEstimate): string {
  return interval(low ?? Infinity, high ?? Infinity, (k) => {
    if (k === Infinity) return `beyond ${whole(kMax)}`;
    return k <= 1 ? "at most 1" : budget(k);
  });
}
