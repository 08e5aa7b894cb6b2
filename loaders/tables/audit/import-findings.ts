import type {AuditTable, ImportFindings} from "../../../src/metrics/audit/audit-table.js";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {mean} from "../../../src/metrics/statistics/mean.js";
import {readImportRecord, type BenchmarkSummary} from "../../importing/storing/import-record.js";
import type {ReportInput} from "../views/report-input.js";

/** What the records of the study's imports tell, in the study's order; nothing of a study that imports nothing. */
export function importFindings(
  {study, run}: ReportInput,
  counts: readonly ProblemCount[]
): Pick<AuditTable, "imports" | "leftOut"> {
  const records = study.policies.flatMap(({id}) => readImportRecord(run, id) ?? []);
  const known = new Set(study.benchmarks.map(({id}) => id));
  return {
    imports: records.flatMap(({policy, benchmarks}) =>
      benchmarks
        .filter(({benchmark, problems}) => known.has(benchmark) || problems === 0)
        .map((found) => findings(policy, found, passAt1(counts, found.benchmark, policy)))
    ),
    leftOut: records.flatMap(({policy, leftOut}) => leftOut.map((file) => ({policy, ...file})))
  };
}

function findings(policy: string, found: BenchmarkSummary, ours: number | null): ImportFindings {
  return {
    policy,
    benchmark: found.benchmark,
    names: found.names,
    formats: found.formats,
    skipped: Object.entries(found.skipped)
      .map(([reason, kind]) => ({reason, ...kind}))
      .sort((a, b) => b.rows - a.rows),
    notes: counted(found.notes).map(([note, rows]) => ({note, rows})),
    unknownFinish: counted(found.unknownFinish).map(([word, rows]) => ({word, rows})),
    metrics: Object.entries(found.problemMetrics).map(([metric, values]) => ({metric, ...values, ours})),
    otherPrompt: found.join.otherPrompt,
    otherGold: found.join.otherGold
  };
}

/** The most frequent first. */
function counted(record: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(record).sort(([, a], [, b]) => b - a);
}

function passAt1(counts: readonly ProblemCount[], benchmark: string, policy: string): number | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.policy === policy && row.n > 0);
  return rows.length === 0 ? null : mean(rows.map(({n, c}) => c / n));
}
