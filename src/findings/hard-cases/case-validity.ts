import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {solvedRarely} from "../../metrics/counts/solved-rarely.js";
import {chainValidity, type ChainValidity} from "../../metrics/coverage/chain-validity.js";
import {chainMarks, type ReadChain} from "../../metrics/coverage/read-chain.js";
import type {ChainMarks} from "../../metrics/pass-at-k/cot-pass-at-k.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {checksEveryStep} from "./case-steps.js";

/** A problem under one policy, with what is known of the chains of its correct completions. */
export type ReadProblem = Counts & ChainMarks;

/** The validity of a policy's rare correct answers on a benchmark. */
export interface PolicyValidity {
  benchmark: BenchmarkSummary;
  policy: PolicySummary;
  /** Who decided: the verifier, which checks every step, or readers. */
  by: "verifier" | "readers";
  /** Names of the readers, sorted; none where the verifier decided or nobody has read. */
  readers: string[];
  /** Problems with judged completions, in the order of the counts. */
  problems: ReadProblem[];
  validity: ChainValidity;
  /** Correct completions of the rarely solved problems, and how many of them are decided. */
  correct: number;
  decided: number;
}

/** The chains of a policy's correct completions as the verifier of steps sees them: each is valid. */
function checkedProblems(counts: readonly Counts[]): ReadProblem[] {
  return counts.map(({n, c}) => ({n, c, valid: c, invalid: 0}));
}

/**
 * Validity by the verifier where it checks every step, and by readers where it does not or where somebody has read: up to
 * two rows. `chains` are all marks; those of other policies and benchmarks are left out.
 */
export function policyValidity(
  counts: BenchmarkCounts,
  benchmark: BenchmarkSummary,
  policy: PolicySummary,
  chains: readonly ReadChain[]
): PolicyValidity[] {
  const column = counts.policies.find((one) => one.policy === policy.policy);
  if (!column) return [];
  const own = chains.filter((one) => one.policy === policy.policy && one.benchmark === benchmark.benchmark);
  const judged = counts.problemIds.flatMap((problemId, i) =>
    column.n[i]! > 0 ? [{problemId, n: column.n[i]!, c: column.c[i]!}] : []
  );
  const row = (by: PolicyValidity["by"], problems: ReadProblem[]): PolicyValidity => {
    const rare = problems.filter((problem) => solvedRarely(problem));
    const sum = (value: (problem: ReadProblem) => number): number =>
      rare.reduce((total, problem) => total + value(problem), 0);
    return {
      ...{benchmark, policy, by, problems},
      readers: by === "verifier" ? [] : [...new Set(own.map(({reader}) => reader))].sort(),
      validity: chainValidity(problems),
      correct: sum(({c}) => c),
      decided: sum(({valid, invalid}) => valid + invalid)
    };
  };
  const isChecked = checksEveryStep(benchmark.verifier);
  const read = judged.map(({problemId, n, c}) => ({
    ...{n, c},
    ...chainMarks(own.filter(({problem_id}) => problem_id === problemId))
  }));
  return [
    ...(isChecked ? [row("verifier", checkedProblems(judged))] : []),
    ...(!isChecked || own.length > 0 ? [row("readers", read)] : [])
  ];
}

/** The validity of every policy on every benchmark of a study, in its order. */
export function studyValidity(
  table: readonly BenchmarkCounts[],
  study: StudySummary,
  chains: readonly ReadChain[]
): PolicyValidity[] {
  return study.benchmarks.flatMap((benchmark) => {
    const counts = table.find((one) => one.benchmark === benchmark.benchmark);
    return counts
      ? study.policies.flatMap((policy) => policyValidity(counts, benchmark, policy, chains))
      : [];
  });
}
