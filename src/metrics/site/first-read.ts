import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import {solvedRarely} from "../counts/solved-rarely.js";
import type {PolicySummary} from "../study/study-summary.js";

/**
 * The problems of a benchmark that a reader opens first: those that a policy solves rarely, and those that one of a policy
 * and its base solves and the other never. The rarest solved come first.
 */
export function firstRead(
  {problemIds, policies}: BenchmarkCounts,
  summaries: readonly Pick<PolicySummary, "policy" | "base">[]
): string[] {
  const bases = new Map(summaries.map(({policy, base}) => [policy, base]));
  const rows = problemIds.map((problemId, i) => {
    const counts = new Map(policies.map(({policy, n, c}) => [policy, {n: n[i]!, c: c[i]!}]));
    const all = [...counts];
    const isRare = all.some(([, each]) => solvedRarely(each));
    const isApart = all.some(([policy, {n, c}]) => {
      const base = counts.get(bases.get(policy) ?? "");
      return base !== undefined && n > 0 && base.n > 0 && c > 0 !== base.c > 0;
    });
    const rates = all.flatMap(([, {n, c}]) => (c > 0 ? [c / n] : []));
    return {problemId, isFirst: isRare || isApart, rate: Math.min(...rates)};
  });
  return rows
    .filter(({isFirst}) => isFirst)
    .sort((a, b) => a.rate - b.rate || (a.problemId < b.problemId ? -1 : 1))
    .map(({problemId}) => problemId);
}
