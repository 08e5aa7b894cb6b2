import {completionsText} from "../shared/counted.js";
import {firstOfMoreText, unequalText} from "../shared/first-of-more.js";
import {percent, shareText, whole} from "../shared/format.js";
import {bandsText, crossingIntervalText} from "../shared/interval-text.js";
import {originText} from "../shared/origin-text.js";
import {samplingText} from "../shared/sampling-text.js";
import {sentences} from "../shared/sentences.js";
import {budgets, policyLabel, type CoverageView} from "./coverage-view.js";
import type {GuessCurve} from "./guess-curve.js";

const SETTINGS = ["temperature", "top_p", "max_tokens"] as const;

/** Under the figure: what was measured, how, and what a band is. */
export function coverageCaption(view: CoverageView): string {
  return sentences(
    `${problemsText(view)}. ${samplingText(view.policies, SETTINGS)}; ${originText(view.study)}; verified by ${view.benchmark.verifier}.`,
    ...view.notes,
    linesText(view),
    view.guess ? guessText(view.guess) : "",
    ...numbersTexts([view])
  );
}

/** Where the numbers of completions differ, within the figure or from other figures. */
function numbersTexts(views: readonly CoverageView[]): string[] {
  const [first] = views;
  if (!first) return [];
  const cells = views.flatMap(({benchmark: {benchmark, label: title}, coverage: {curves, stopping}}) =>
    stopping === undefined ? curves.map(({policy, n}) => ({policy, benchmark, title, n})) : []
  );
  return [unequalText(first.study, cells, "What the most tries solve"), firstOfMoreText(first.study, cells)];
}

/** The caption of a figure with several benchmarks: one view of each. */
export function coverageGridCaption(views: readonly CoverageView[]): string {
  const [first] = views;
  if (!first) return "";
  const sets = views.map((view) => `${problemsText(view)}, verified by ${view.benchmark.verifier}`);
  const policies = views.flatMap((view) => view.policies);
  const guessed = views.find(({guess}) => guess !== null)?.guess;
  return sentences(
    `${sets.join("; ")}. ${samplingText(policies, SETTINGS)}; ${originText(first.study)}.`,
    linesText(first),
    guessed ? guessText(guessed) : "",
    ...numbersTexts(views)
  );
}

function problemsText({benchmark, coverage}: CoverageView): string {
  return `${benchmark.label}: ${whole(coverage.problems)} problems, ${stoppingText(coverage, range(coverage.curves.map(({n}) => n)))}`;
}

/** How many completions there are of each, and of which fewer. */
function stoppingText({stopping}: CoverageView["coverage"], most: string): string {
  if (stopping === undefined) return `${completionsText(most)} of each per policy`;
  const {successes, first} = stopping;
  return `up to ${most} completions of each per policy, and no more from ${first} on once ${successes} were correct; intervals hold at all planned looks at once; a changed analysis and other figures rest on the first completions that all have`;
}

function linesText({bootstrap, coverage}: CoverageView): string {
  const crossing = coverage.comparisons.length === 0 ? "" : ` ${crossingIntervalText(bootstrap)}`;
  return `Lines: unbiased pass@k, mean over problems. ${bandsText(bootstrap.level)}${crossing}`;
}

function guessText({rate}: GuessCurve): string {
  const whose = rate === null ? "each problem's own guess rate" : `a guess rate of ${shareText(rate)}`;
  return `Dotted: what guessing alone would solve, 1 − (1 − g)^k, from ${whose}.`;
}

/** The figure in words, for people who do not see it. */
export function coverageAltText(view: CoverageView): string {
  const ks = budgets(view);
  const curves = view.coverage.curves.flatMap(({policy, points}) => {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return [];
    return `${policyLabel(view, policy)} rises from ${percent(first.coverage)} at k = ${whole(first.k)} to ${percent(last.coverage)} at k = ${whole(last.k)}`;
  });
  return `Line chart of the share of problems solved against k, the completions drawn per problem, from ${whole(ks[0] ?? NaN)} to ${whole(ks.at(-1) ?? NaN)} on a log scale. ${curves.join("; ")}.`;
}

/** One value where all agree, else `least to greatest`. */
function range(values: readonly number[]): string {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const show = (value: number): string => value.toLocaleString("en-US");
  return least === greatest ? show(least) : `${show(least)} to ${show(greatest)}`;
}
