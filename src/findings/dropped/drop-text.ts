import {completionsText} from "../shared/counted.js";
import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import {passAtOne, type DropResult} from "../../metrics/dropped/drop-result.js";
import {accuracyHistogram} from "../../metrics/sets/accuracy-histogram.js";
import {coverageView, type CoverageView} from "../coverage/coverage-view.js";
import {coverageAnswer} from "../coverage/coverage-answer.js";
import {oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {whole} from "../shared/format.js";
import {bandsText, crossingIntervalText} from "../shared/interval-text.js";
import {judgedPolicies, usedCounts, type DropChoice} from "./drop-choice.js";
import type {DropStudy} from "./drop-study.js";

/** What a verifier says of a policy: a row of the table of verdicts. */
export interface VerdictRow {
  policy: string;
  verifier: string;
  /** Mean over problems of the share that is correct. */
  passAtOne: number;
  /** Judged completions. */
  judged: number;
  problems: number;
  /** Least and most judged completions of a problem. */
  each: string;
  isUsed: boolean;
}

/** Every verifier's pass@1 of every policy on the chosen benchmark, and which of them the figures use. */
export function verdictRows(result: DropResult, {benchmark, verifier}: DropChoice): VerdictRow[] {
  return judgedPolicies(result, benchmark).flatMap(({policy, found}) => {
    const used = usedCounts(found, verifier);
    return found.verdicts.map((counts) => ({
      policy,
      verifier: counts.verifier,
      passAtOne: passAtOne(counts),
      judged: counts.n.reduce((sum, n) => sum + n, 0),
      problems: counts.n.length,
      each: rangeOf(counts.n),
      isUsed: counts === used
    }));
  });
}

/** The views of the figure: the reader's own, and the report's where that stands beside it. */
export function dropViews(table: CoverageTable, study: DropStudy["study"]): CoverageView[] {
  return study.benchmarks.flatMap(({benchmark}) => coverageView(table, study, benchmark, {}) ?? []);
}

/** Who solves more of the reader's own problems, and k*. */
export function dropAnswer(views: readonly CoverageView[]): FigureAnswer {
  const [own] = views;
  if (own === undefined || !own.benchmark.benchmark.startsWith("yours:"))
    return oneAnswer("These policies share no problem: nothing can be drawn of them together.");
  return coverageAnswer(own);
}

/** Under the figure: what was measured, whose verdicts count, what lines and bands are. */
export function dropCaption(
  views: readonly CoverageView[],
  {level, replicates, seed}: CoverageTable
): string {
  const sets = views.map(
    ({benchmark, coverage}) =>
      `${benchmark.label}: ${whole(coverage.problems)} problems, ${completionsText(rangeOf(coverage.curves.map(({n}) => n)))} of each per policy, verdicts of ${benchmark.verifier}`
  );
  const hasPair = views.some(({coverage}) => coverage.comparisons.length > 0);
  return `${sets.join("; ")}. Lines: unbiased pass@k, mean over problems. ${bandsText(level)}${hasPair ? ` ${crossingIntervalText({replicates, seed})}` : ""}`;
}

/** How many of the reader's own problems each policy always and never solves. */
export function histogramAnswer({members}: PolicySet): string {
  return members
    .map(({policy, counts}) => {
      const bins = accuracyHistogram(counts);
      return `${policy.label} always solves ${whole(bins.at(-1)!.count)} of ${whole(counts.length)} problems and never solves ${whole(bins[0]!.count)}.`;
    })
    .join(" ");
}

/** Under the histograms: what the bars count, and how many completions are behind them. */
export function histogramCaption(sets: readonly PolicySet[]): string {
  const texts = sets.map(({benchmark, members}) => {
    const ns = members.flatMap(({counts}) => counts.map(({n}) => n));
    return `${benchmark.label}: ${completionsText(rangeOf(ns))} of each of ${whole(members[0]?.counts.length ?? 0)} problems, verdicts of ${benchmark.verifier}`;
  });
  return `Bars: number of problems by accuracy c/n, a base upwards and what was trained from it downwards. “never” is exactly 0 and “always” exactly 1; the ten bars between are tenths, each with its upper end. ${texts.join("; ")}.`;
}

function rangeOf(values: readonly number[]): string {
  const [least, most] = values.reduce(
    ([a, b], each) => [Math.min(a, each), Math.max(b, each)],
    [Infinity, 0]
  );
  return least === most ? whole(least) : `${whole(least)} to ${whole(most)}`;
}
