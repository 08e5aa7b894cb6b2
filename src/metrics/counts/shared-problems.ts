import type {ProblemCount} from "./problem-count.js";

/** Counts of the problems that every one of `policies` (ids) has among `rows`, ordered by problem: one list per policy. */
export function sharedProblems(rows: readonly ProblemCount[], policies: readonly string[]): ProblemCount[][] {
  const known = new Map(policies.map((policy) => [policy, new Map<string, ProblemCount>()]));
  for (const row of rows) known.get(row.policy)?.set(row.problem_id, row);
  const byPolicy = policies.map((policy) => known.get(policy)!);
  const ids = [...(byPolicy[0]?.keys() ?? [])]
    .filter((id) => byPolicy.every((counts) => counts.has(id)))
    .sort();
  return byPolicy.map((counts) => ids.map((id) => counts.get(id)!));
}
