import type {ProblemCount} from "./coverage-table.js";

/** Counts of the problems that every one of `policies` (ids) has among `rows`, ordered by problem: one list per policy. */
export function sharedProblems(rows: readonly ProblemCount[], policies: readonly string[]): ProblemCount[][] {
  const byPolicy = policies.map(
    (policy) => new Map(rows.filter((row) => row.policy === policy).map((row) => [row.problem_id, row]))
  );
  const ids = [...(byPolicy[0]?.keys() ?? [])]
    .filter((id) => byPolicy.every((counts) => counts.has(id)))
    .sort();
  return byPolicy.map((counts) => ids.map((id) => counts.get(id)!));
}
