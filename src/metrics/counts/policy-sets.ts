import {domainExperiments} from "../../contents/experiments.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../study/study-summary.js";
import type {BenchmarkCounts} from "./benchmark-counts.js";
import type {Comparison} from "./comparison.js";
import type {Counts} from "./counts.js";

/** Policies on the problems of one benchmark, each by itself: nothing is compared. */
export interface PolicySet {
  benchmark: BenchmarkSummary;
  members: readonly PolicyCounts[];
}

interface PolicyCounts {
  policy: PolicySummary;
  /** Of the problems that it has judged completions of. */
  counts: Counts[];
}

/** Every policy of the mathematics, code and visual experiments, or of one of them, on each of their benchmarks that it was judged on. */
export function policySets(
  table: readonly BenchmarkCounts[],
  study: StudySummary,
  only: string | null = null
): PolicySet[] {
  return study.experiments
    .filter(
      ({experiment}) => domainExperiments.includes(experiment) && (only === null || only === experiment)
    )
    .flatMap(({policies, benchmarks}) =>
      study.benchmarks
        .filter(({benchmark}) => benchmarks.includes(benchmark))
        .flatMap((benchmark): PolicySet[] => {
          const members = study.policies
            .filter(({policy}) => policies.includes(policy))
            .map((policy) => ({policy, counts: countsOf(table, benchmark.benchmark, policy.policy)}))
            .filter(({counts}) => counts.length > 0);
          return members.length === 0 ? [] : [{benchmark, members}];
        })
    );
}

/** The two policies of a comparison on the problems that both were judged on. */
export function pairSet({benchmark, base, rl, counts}: Comparison): PolicySet {
  return {
    benchmark,
    members: [
      {policy: base, counts: counts.base},
      {policy: rl, counts: counts.rl}
    ]
  };
}

/** The smallest n of the problems of a set: the largest k that every policy measured on each of them. */
export function leastN({members}: PolicySet): number {
  return members.flatMap(({counts}) => counts).reduce((least, {n}) => Math.min(least, n), Infinity);
}

function countsOf(table: readonly BenchmarkCounts[], benchmark: string, policy: string): Counts[] {
  const found = table
    .find((row) => row.benchmark === benchmark)
    ?.policies.find((row) => row.policy === policy);
  return (found?.n ?? []).flatMap((n, i) => (n > 0 ? [{n, c: found!.c[i]!}] : []));
}
