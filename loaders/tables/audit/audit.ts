import {auditEffects} from "../../../src/metrics/audit/audit-effects.js";
import {
  spreadOfN,
  type AuditCell,
  type AuditTable,
  type MissingProblems
} from "../../../src/metrics/audit/audit-table.js";
import {repeatTest} from "../../../src/metrics/audit/repeat-test.js";
import {verdictEnvelopes} from "../../../src/metrics/audit/verdict-envelope.js";
import type {ProblemMarks} from "../../../src/metrics/audit/problem-marks.js";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {idDifference} from "../../../src/metrics/sets/id-difference.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {auditedCounts, type AuditedCounts} from "../partial/audited-counts.js";
import {cellRows} from "../views/cell-rows.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {requestFindings} from "./request-findings.js";
import {verifierChecks} from "./verifier-checks.js";
import {importFindings} from "./import-findings.js";

/** Examples of problems that are named. */
const EXAMPLES = 10;

/** The audit of the study that the environment names: what its partial counts say, and the records of its imports. */
export async function auditTable(environment: NodeJS.ProcessEnv): Promise<AuditTable> {
  const input = reportInput(environment);
  const {study} = input;
  const {level} = study.bootstrap;
  const [counts, rows] = await withPartialCounts(
    environment,
    async (database) => [await problemCounts(database, input), await auditedCounts(database)] as const
  );
  const policies = study.policies.map(({id: policy, base}) => ({policy, base}));
  return {
    level,
    cells: auditCells(counts, rows, {study, level}),
    effects: auditEffects(counts, rows.marks, policies, {level}),
    envelopes: verdictEnvelopes(counts, rows.marks, {
      policies,
      checks: await verifierChecks(environment, input),
      level
    }),
    requests: requestFindings(input, rows.attempts, rows.marks, level),
    missing: missingProblems(counts, input),
    ...importFindings(input, counts)
  };
}

function auditCells(
  counts: readonly ProblemCount[],
  {marks, seeds, copies}: AuditedCounts,
  {study, level}: Pick<ReportInput, "study"> & {level: number}
): AuditCell[] {
  return cellRows(counts, study).map(({benchmark, policy, rows}) => {
    const isOwn = (row: {benchmark: string; policy: string}): boolean =>
      row.benchmark === benchmark && row.policy === policy;
    const own = marks.filter(isOwn);
    const sum = (value: (row: ProblemMarks) => number): number =>
      own.reduce((total, row) => total + value(row), 0);
    const judged = rows.filter(({n}) => n > 0);
    return {
      benchmark,
      policy,
      problems: judged.length,
      n: spreadOfN(judged.map(({n}) => n)),
      completions: sum(({completions}) => completions),
      judged: sum(({n}) => n),
      finishUnknown: sum(({completions, finish_known}) => completions - finish_known),
      cut: sum(({cut}) => cut),
      repeats: sum(({repeats}) => repeats),
      empty: sum(({empty}) => empty),
      disputed: sum(({disputed}) => disputed),
      failed: sum(({failed}) => failed),
      errors: sum(({errors}) => errors),
      repeat: own.length === 0 ? null : repeatTest(own, seeds.filter(isOwn), copies.filter(isOwn), {level})
    };
  });
}

/** Of every policy beside its base, and of the others beside the first policy. */
function missingProblems(counts: readonly ProblemCount[], {study}: ReportInput): MissingProblems[] {
  return study.benchmarks.flatMap(({id: benchmark}) => {
    const sets = new Map<string, Set<string>>();
    for (const row of counts) {
      if (row.benchmark !== benchmark || row.n === 0) continue;
      const set = sets.get(row.policy) ?? new Set();
      sets.set(row.policy, set.add(row.problem_id));
    }
    const present = study.policies.filter(({id}) => sets.has(id));
    return present.flatMap(({id: b, base}): MissingProblems[] => {
      const a = base !== null && sets.has(base) ? base : present[0]!.id;
      const {shared, onlyA, onlyB} = idDifference(sets.get(a)!, sets.get(b)!);
      if (onlyA.length + onlyB.length === 0) return [];
      return [
        {
          benchmark,
          a,
          b,
          shared,
          onlyA: onlyA.length,
          onlyB: onlyB.length,
          examples: [...onlyA, ...onlyB].slice(0, EXAMPLES)
        }
      ];
    });
  });
}
