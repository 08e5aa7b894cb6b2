import type {BenchmarkCoverage, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {exactPoints, type ExactPoint} from "./exact-points.js";
import type {GuessCurve} from "./guess-curve.js";

/** What one pass@k figure shows: a benchmark's rows of the table, with what the study says of them. */
export interface CoverageView {
  coverage: BenchmarkCoverage;
  benchmark: BenchmarkSummary;
  /** The policies with a curve, in the study's order. */
  policies: PolicySummary[];
  study: Pick<StudySummary, "seed" | "date" | "policies" | "experiments">;
  bootstrap: Pick<CoverageTable, "level" | "replicates" | "seed">;
  /** Sentences on what was done otherwise than in the table that the page opens with. */
  notes: readonly string[];
  /** What guessing alone would solve; null where no rate is known. */
  guess: GuessCurve | null;
  /** Values from all solutions of the problems; left out where nobody computed them. */
  exact?: readonly ExactPoint[];
}

/** How a view differs from the table that the page opens with. */
export interface ViewChanges {
  verifier?: string;
  notes?: readonly string[];
  /** At the budgets of the view. */
  guess?: (ks: readonly number[]) => GuessCurve | null;
  /** src/data/exact.json, where the view counts all that the study does. */
  exact?: ExactTable | null;
}

/** Budgets that a view is limited to, both ends included; null for no limit. */
export interface KLimits {
  kMin?: number | null;
  kMax?: number | null;
}

/** The view of a benchmark within limits of k: at one budget at least. Null when the table has no row of it. */
export function coverageView(
  table: CoverageTable,
  study: StudySummary,
  benchmarkId: string,
  limits: KLimits,
  {verifier, notes = [], guess, exact = null}: ViewChanges = {}
): CoverageView | null {
  const rows = table.benchmarks.find(({benchmark}) => benchmark === benchmarkId);
  const benchmark = study.benchmarks.find(({benchmark}) => benchmark === benchmarkId);
  if (!rows || !benchmark || rows.curves.every(({points}) => points.length === 0)) return null;
  const shown = new Set(rows.curves.map(({policy}) => policy));
  const coverage = within(rows, limits);
  return {
    coverage,
    benchmark: {...benchmark, verifier: verifier ?? benchmark.verifier},
    policies: study.policies.filter(({policy}) => shown.has(policy)),
    study,
    bootstrap: table,
    notes,
    guess: guess?.(budgets({coverage})) ?? null,
    ...(exact === null ? {} : {exact: exactPoints(exact, benchmarkId, budgets({coverage}))})
  };
}

function within(rows: BenchmarkCoverage, {kMin, kMax}: KLimits): BenchmarkCoverage {
  const ks = budgets({coverage: rows});
  const most = Math.max(ks[0] ?? 1, kMax ?? Infinity);
  // Curves of fewer completions keep a point too.
  const shortest = Math.min(...rows.curves.map(({points}) => points.at(-1)?.k ?? Infinity));
  const least = Math.min(kMin ?? 1, most, shortest);
  const keep = <T extends {k: number}>(points: T[]): T[] => points.filter(({k}) => k >= least && k <= most);
  return {
    ...rows,
    curves: rows.curves.map((curve) => ({...curve, points: keep(curve.points)})),
    comparisons: rows.comparisons.map((one) => ({...one, points: keep(one.points)}))
  };
}

/** The budgets at which some curve of the view has a value, ascending. */
export function budgets({coverage}: Pick<CoverageView, "coverage">): number[] {
  const ks = new Set(coverage.curves.flatMap(({points}) => points.map(({k}) => k)));
  return [...ks].sort((a, b) => a - b);
}

/** A policy's label; its id where the study does not know it. */
export function policyLabel({policies}: CoverageView, id: string): string {
  return policies.find(({policy}) => policy === id)?.label ?? id;
}
