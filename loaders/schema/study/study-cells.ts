import type {Experiment} from "../experiment.js";
import {isAsked} from "./is-asked.js";
import type {Benchmark, Policy, Study} from "../study.js";

/** One policy on one benchmark, as the study's experiments ask for it. */
export interface StudyCell {
  policy: Policy;
  benchmark: Benchmark;
  /** Completions per problem: the most that an experiment asks for, its own n or else the policy's up to the benchmark's. */
  n: number;
}

/** The policies of an experiment that are asked a benchmark of it, in its order. */
export function askedPolicies(
  {policies}: Pick<Study, "policies">,
  experiment: Pick<Experiment, "policies">,
  benchmark: string
): string[] {
  return experiment.policies.filter((id) =>
    policies.some((policy) => policy.id === id && isAsked(policy, benchmark))
  );
}

/** What a study draws, in the order of its experiments; a cell that several of them share stands at its first one. */
export function studyCells({policies, benchmarks, experiments}: Study): StudyCell[] {
  const cells = new Map<string, StudyCell>();
  for (const experiment of experiments) {
    for (const policyId of experiment.policies) {
      const policy = policies.find(({id}) => id === policyId)!;
      for (const benchmarkId of experiment.benchmarks.filter((id) => isAsked(policy, id))) {
        const benchmark = benchmarks.find(({id}) => id === benchmarkId)!;
        const n = experiment.n ?? Math.min(policy.sampling.n, benchmark.n ?? Infinity);
        const key = JSON.stringify([policyId, benchmarkId]);
        const cell = cells.get(key);
        if (cell !== undefined) cell.n = Math.max(cell.n, n);
        else cells.set(key, {policy, benchmark, n});
      }
    }
  }
  return [...cells.values()];
}
