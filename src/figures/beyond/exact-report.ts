import {exactCaption, exactFullAnswer, exactLimitAnswer} from "../../findings/beyond/exact-text.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";

export interface ExactReportOptions {
  /** Id of the heading above. */
  labelledBy: string;
  /** src/data/exact.json */
  exact: ExactTable;
  /** src/data/study.json */
  study: StudySummary;
  /** Text of sql/problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** Exact coverage at the policies' settings for every number of tries. */
export function exactLimitReport({exact, ...options}: ExactReportOptions): HTMLElement {
  return coverageGrid({
    ...options,
    table: exact.settings,
    experiment: "exact",
    isPart: true,
    answer: exactLimitAnswer(exact, options.study),
    caption: exactCaption(exact)
  });
}

/** Exact coverage from all tokens at temperature 1. */
export function exactFullReport({exact, ...options}: ExactReportOptions): HTMLElement {
  // The grid of budgets doubles: the largest of its ks that was measured of every pair.
  const measured = exact.agreement.reduce((least, {n}) => Math.min(least, n), Infinity);
  const k = Number.isFinite(measured) ? 2 ** Math.floor(Math.log2(measured)) : 1;
  return coverageGrid({
    ...options,
    table: exact.full,
    experiment: "exact-full",
    isPart: true,
    answer: exactFullAnswer(exact, options.study, k),
    caption: exactCaption(exact)
  });
}
