import {toCsv} from "../shared/csv.js";
import type {CoverageView} from "./coverage-view.js";

/** A row of the figure's data as people download it. Shares from 0 to 1. */
export interface CoverageRow {
  benchmark: string;
  quantity: "coverage" | "difference" | "crossing" | "guess floor";
  /** A policy, `rl - base`, or `guessing`. */
  series: string;
  k: number | null;
  estimate: number | "none" | null;
  low: number | null;
  high: number | null;
}

const columns = ["benchmark", "quantity", "series", "k", "estimate", "low", "high"] as const;

/** The rows of some views as CSV. */
export function coverageCsv(views: readonly CoverageView[]): string {
  const rows = views.flatMap(coverageRows);
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column]))
  );
}

/** Everything that the figure draws. A crossing has its k* as estimate, `none` of curves that are the same; an end beyond the largest k is empty. */
export function coverageRows({coverage, guess}: CoverageView): CoverageRow[] {
  const {benchmark} = coverage;
  const curves = coverage.curves.flatMap(({policy, points}) =>
    points.map(({k, coverage: estimate, low, high}): CoverageRow => ({
      benchmark,
      quantity: "coverage",
      series: policy,
      k,
      estimate,
      low,
      high
    }))
  );
  const comparisons = coverage.comparisons.flatMap(({base, rl, points, crossing}): CoverageRow[] => {
    const series = `${rl} - ${base}`;
    const differences = points.map(({k, difference: estimate, low, high}): CoverageRow => ({
      benchmark,
      quantity: "difference",
      series,
      k,
      estimate,
      low,
      high
    }));
    const {observed, low, high, isSame} = crossing;
    return [
      ...differences,
      {benchmark, quantity: "crossing", series, k: null, estimate: isSame ? "none" : observed, low, high}
    ];
  });
  const floor = (guess?.points ?? []).map(({k, coverage: estimate}): CoverageRow => ({
    benchmark,
    quantity: "guess floor",
    series: "guessing",
    k,
    estimate,
    low: null,
    high: null
  }));
  return [...curves, ...comparisons, ...floor];
}
