import type {Comparison, CrossingEstimate, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import {oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {budget, interval, percent, points, whole} from "../shared/format.js";
import {beyondChance} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {policyLabel, type CoverageView} from "./coverage-view.js";

/** The answer to "which policy solves more problems with k tries?": a single pair in full; several are counted, with a case for each. */
export function coverageAnswer(view: CoverageView): FigureAnswer {
  const {comparisons} = view.coverage;
  const [only, ...others] = comparisons;
  if (!only) return oneAnswer(curvesOnly(view));
  if (others.length === 0) return oneAnswer(comparisonAnswer(view, only));
  return {
    lead: countedComparisons(comparisons),
    cases: comparisons.map((comparison) => ({
      title: pairTitle(view, comparison),
      text: shortAnswer(view, comparison)
    }))
  };
}

/** The cases of one of several benchmarks: a line for each pair, or one on the curves where nothing is compared. */
export function benchmarkCases(view: CoverageView): AnswerCase[] {
  const {label} = view.benchmark;
  const {comparisons} = view.coverage;
  const [only, ...others] = comparisons;
  if (!only) return [{title: label, text: curvesOnly(view)}];
  if (others.length === 0) return [{title: label, text: shortAnswer(view, only, {isNamed: true})}];
  return comparisons.map((comparison) => ({
    title: `${label}: ${pairTitle(view, comparison)}`,
    text: shortAnswer(view, comparison)
  }));
}

/** In how many comparisons training is ahead with the fewest completions, and the base with the most; where the curves cross. */
export function countedComparisons(all: readonly Comparison[]): string {
  const comparisons = all.filter(({points}) => points.length > 0);
  const [first] = comparisons.flatMap(({points}) => points);
  if (!first) return "Nothing is compared yet.";
  const ends = clearEnds(comparisons);
  const isSingle = comparisons.every(({points}) => points.length === 1);
  const count = (holds: (end: ClearEnds) => boolean): string => whole(ends.filter(holds).length);
  const start =
    `With ${completions(first.k)} per problem, training is ahead of its base in ${count(({first}) => first.difference > 0)} of ${whole(comparisons.length)} comparisons ` +
    `(in ${count(({sign}) => sign[0] > 0)} beyond chance)`;
  const end = `the base is ahead in ${count(({last}) => last.difference < 0)} (${count(({sign}) => sign[1] < 0)})`;
  if (isSingle) return `${start}; ${end}. ${beyondChance(ends.length)}`;
  return `${start}; at the largest k ${end}. ${countedCrossings(comparisons)} ${beyondChance(2 * ends.length)}`;
}

interface ClearEnds {
  first: DifferencePoint;
  last: DifferencePoint;
  /** On which side of 0 each lies beyond chance, all ends of all comparisons being one family. */
  sign: [number, number];
}

function clearEnds(comparisons: readonly Comparison[]): ClearEnds[] {
  const ends = comparisons.map(({points}) => ({first: points[0]!, last: points.at(-1)!}));
  // A single budget is one test, not two.
  const family = ends.flatMap(({first, last}) => (first === last ? [first] : [first, last]));
  const signs = new Map(clearSigns(family).map((sign, i) => [family[i]!, sign]));
  return ends.map(({first, last}) => ({first, last, sign: [signs.get(first)!, signs.get(last)!]}));
}

/** Which comparisons cross from a lead beyond chance with the fewest completions: two curves that begin together may cross by luck. */
export function crossFromLead(comparisons: readonly Comparison[]): boolean[] {
  const measured = comparisons.filter(({points}) => points.length > 0);
  const ends = clearEnds(measured);
  return comparisons.map((comparison) => {
    const {observed} = comparison.crossing;
    return observed !== null && observed > 1 && (ends[measured.indexOf(comparison)]?.sign[0] ?? 0) > 0;
  });
}

function countedCrossings(comparisons: readonly Comparison[]): string {
  const fromLead = crossFromLead(comparisons);
  const found = comparisons.flatMap(({crossing: {observed}}, i) => (fromLead[i] ? [observed!] : []));
  if (found.length === 0) return "No pair of curves crosses from a lead beyond chance.";
  const [least, most] = [budget(Math.min(...found)), budget(Math.max(...found))];
  const place = least === most ? `at k* = ${least}` : `between k* = ${least} and ${most}`;
  return `${whole(found.length)} of ${whole(comparisons.length)} pairs of curves cross from a lead beyond chance, ${place}.`;
}

function pairTitle(view: CoverageView, {base, rl}: Comparison): string {
  return `${policyLabel(view, rl)} against ${policyLabel(view, base)}`;
}

/** One of several comparisons: both ends and the crossing. The policies are named where the title does not name them. */
function shortAnswer(
  view: CoverageView,
  {base, rl, points: differences, crossing}: Comparison,
  {isNamed = false} = {}
): string {
  const level = percentOfLevel(view.bootstrap.level);
  const ends = [...new Set([differences[0], differences.at(-1)])].flatMap((point, i) => {
    if (!point) return [];
    const {k, difference, low, high} = point;
    const coverages = [rl, base].map(
      (policy) =>
        `${isNamed && i === 0 ? `${policyLabel(view, policy)} ` : ""}${percent(coverageAt(view, policy, k))}`
    );
    return (
      `${coverages.join(" against ")} with ${i === 0 ? completions(k) : whole(k)} ` +
      `(${points(difference)}, ${i === 0 ? `${level} ` : ""}${interval(low, high, points)})`
    );
  });
  if (ends.length === 0) return "no budget that both were measured at.";
  const text = ends.join("; ");
  if (crossing.observed === null || crossing.observed <= 1) return `${text}.`;
  return `${text}; k* = ${budget(crossing.observed)} (${crossingRange(crossing)}).`;
}

function comparisonAnswer(view: CoverageView, comparison: Comparison): string {
  const {base, rl, crossing} = comparison;
  const first = comparison.points[0];
  const last = comparison.points.at(-1);
  if (!first || !last) return curvesOnly(view);
  const names = {base: policyLabel(view, base), rl: policyLabel(view, rl)};
  const value = (policy: string, k: number): string => percent(coverageAt(view, policy, k));
  const level = percentOfLevel(view.bootstrap.level);
  const start =
    `With ${completions(first.k)} per problem, ${names.rl} solves ${value(rl, first.k)} and ${names.base} ${value(base, first.k)} ` +
    `of ${whole(view.coverage.problems)} problems: ${lead(first, names)} by ${gap(first, level)}.`;
  if (last === first) return start;
  const end =
    `With ${whole(last.k)} completions it is ${value(rl, last.k)} against ${value(base, last.k)}: ` +
    `${lead(last, names)} by ${gap(last)}.`;
  return `${start} ${crossingSentence(crossing, names.base, level)} ${end}`;
}

function curvesOnly(view: CoverageView): string {
  const parts = view.coverage.curves.flatMap(({policy, points}) => {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return [];
    return `${policyLabel(view, policy)} solves ${percent(first.coverage)} of the problems with ${completions(first.k)} and ${percent(last.coverage)} with ${whole(last.k)}`;
  });
  return `${parts.join("; ")}.`;
}

/** A budget in words. */
function completions(k: number): string {
  return k === 1 ? "one completion" : `${whole(k)} completions`;
}

function coverageAt(view: CoverageView, policy: string, k: number): number {
  const curve = view.coverage.curves.find((curve) => curve.policy === policy);
  return curve?.points.find((point) => point.k === k)?.coverage ?? NaN;
}

/** Who is ahead, and whether the interval bears it out. */
function lead({difference, low, high}: DifferencePoint, names: {base: string; rl: string}): string {
  const ahead = difference >= 0 ? names.rl : names.base;
  return low > 0 || high < 0
    ? `${ahead} is ahead`
    : `${ahead} is ahead, though the interval includes no difference,`;
}

/** The size of the lead with its interval, seen from the one ahead. */
function gap({difference, low, high}: DifferencePoint, level?: string): string {
  const [a, b] = difference >= 0 ? [low, high] : [-high, -low];
  const size = (share: number): string => points(share).replace("+", "");
  const name = level === undefined ? "" : `${level} interval `;
  return `${size(Math.abs(difference))} points (${name}${interval(a, b, size)})`;
}

/** Where the base overtakes, with the interval of k* and what was censored. */
export function crossingSentence(crossing: CrossingEstimate, base: string, level: string): string {
  const {observed, censored, kMax, isSame} = crossing;
  if (isSame) return `The curves are the same at every k up to ${whole(kMax)}: there is no k*.`;
  const share = percent(1 - censored);
  if (observed === null)
    return `The curves do not cross up to k = ${whole(kMax)}; they do in ${share} of the resampled problem sets.`;
  if (observed <= 1) return `${base} is not behind at any k from 1 to ${whole(kMax)}.`;
  const unsure =
    censored > 0 ? `, with no crossing in ${percent(censored)} of the resampled problem sets` : "";
  return `${base} overtakes at k* = ${budget(observed)} (${level} interval ${crossingRange(crossing)}${unsure}).`;
}

function crossingRange({low, high, kMax}: CrossingEstimate): string {
  return interval(low ?? Infinity, high ?? Infinity, (k) => {
    if (k === Infinity) return `beyond ${whole(kMax)}`;
    return k <= 1 ? "at most 1" : budget(k);
  });
}
