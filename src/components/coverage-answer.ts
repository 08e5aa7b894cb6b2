import type {Comparison, CrossingEstimate, DifferencePoint} from "../metrics/coverage-table.js";
import {policyLabel, type CoverageView} from "./coverage-view.js";
import {budget, interval, percent, points, whole} from "./format.js";

/** The answer to "which policy solves more problems with k tries?" in sentences, with the numbers and their intervals. */
export function coverageAnswer(view: CoverageView): string {
  const {comparisons} = view.coverage;
  if (comparisons.length === 0) return curvesOnly(view);
  const [only, ...others] = comparisons;
  if (others.length === 0) return comparisonAnswer(view, only!);
  return comparisons.map((comparison) => shortAnswer(view, comparison)).join(" ");
}

/** One of several comparisons: both ends and the crossing. */
function shortAnswer(view: CoverageView, {base, rl, points: differences, crossing}: Comparison): string {
  const level = percentOfLevel(view.bootstrap.level);
  const ends = [...new Set([differences[0], differences.at(-1)])].flatMap((point) => {
    if (!point) return [];
    const {k, difference, low, high} = point;
    const coverages = [rl, base].map((policy) => percent(coverageAt(view, policy, k)));
    return `${coverages.join(" against ")} with ${completions(k)} (${points(difference)}, ${level} ${interval(low, high, points)})`;
  });
  const text = `${policyLabel(view, rl)} against ${policyLabel(view, base)}: ${ends.join(", ")}`;
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
  const {observed, censored, kMax} = crossing;
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

/** 0.95 as `95%`. */
export function percentOfLevel(level: number): string {
  return `${Number((level * 100).toPrecision(4))}%`;
}
