import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {
  cellCounts,
  exportCells,
  importedCounts,
  type CellCount,
  type ExportCell
} from "../../exporting/run/export-cells.js";
import type {Benchmark, Policy, Study} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import type {RunFolder} from "../../store/run-folder.js";

/** What a report has of one policy on one benchmark. */
export interface CellResult {
  benchmark: Benchmark;
  policy: Policy;
  /** None where there are bare counts alone. */
  completions: number;
  sampling: ExportCell["sampling"];
  /** Problems of which something was judged, each with its n and c. */
  counts: readonly CellCount[];
  /** Values of k up to the least n, and pass@k at each by the benchmark's verifier, the mean over the problems. */
  ks: readonly number[];
  passAtK: readonly number[];
}

/** The results of a run by its benchmarks' verifiers, or where there are no texts by those that the counts were imported with. */
export async function cellResults(study: Study, run: RunFolder): Promise<CellResult[]> {
  const database = await Database.open();
  try {
    const results: CellResult[] = [];
    for (const cell of await exportCells(database, study, run)) {
      const {benchmark, policy, completions, sampling} = cell;
      const judged = await cellCounts(database, cell, benchmark.verifier);
      const counts = judged.length > 0 ? judged : await countsOf(database, cell);
      const ks = counts.length === 0 ? [] : kGrid(Math.min(...counts.map(({n}) => n)));
      results.push({
        benchmark,
        policy,
        completions,
        sampling,
        counts,
        ks,
        passAtK: ks.length === 0 ? [] : [...coverage(counts, ks)]
      });
    }
    return results;
  } finally {
    database.close();
  }
}

async function countsOf(database: Database, cell: ExportCell): Promise<CellCount[]> {
  const counts = await importedCounts(database, cell);
  return counts.filter(({verifier}) => verifier === cell.benchmark.verifier);
}
