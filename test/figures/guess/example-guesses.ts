import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import type {GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import type {PolicySummary, StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../../findings/example-study.js";

const [base, grpo] = exampleStudy.policies as [PolicySummary, PolicySummary];
const [sums] = exampleStudy.benchmarks as [StudySummary["benchmarks"][number]];
const n = [10, 10, 10, 10];
export const problemIds = ["p0", "p1", "p2", "p3"];
export const guessOptions = {level: 0.95, replicates: 200, seed: 1};

/** Four problems with exact guess rates, and four that a policy answered directly. */
export const guessCounts: BenchmarkCounts[] = [
  {
    benchmark: "sums",
    problemIds,
    policies: [
      {policy: "base", n, c: [5, 3, 2, 1]},
      {policy: "grpo", n, c: [10, 10, 0, 0]}
    ]
  },
  {
    benchmark: "dots",
    problemIds,
    policies: [
      {policy: "base", n, c: [5, 5, 5, 5]},
      {policy: "grpo", n, c: [9, 9, 9, 0]},
      {policy: "direct", n, c: [0, 0, 0, 0]}
    ]
  },
  {
    benchmark: "dots-direct",
    problemIds,
    policies: [{policy: "direct", n: [100, 100, 100, 100], c: [0, 3, 5, 60]}]
  }
];

export const guessStudy: StudySummary = {
  ...exampleStudy,
  policies: [base, grpo, {...base, policy: "direct", label: "Base, direct", prefill: "answer :"}],
  benchmarks: [
    sums,
    {...sums, benchmark: "dots", label: "Dots"},
    {...sums, benchmark: "dots-direct", label: "Dots, direct"}
  ],
  experiments: [
    {experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null},
    {experiment: "visual", policies: ["base", "grpo"], benchmarks: ["dots"], n: null},
    {experiment: "guess", policies: ["direct"], benchmarks: ["dots-direct"], n: null}
  ]
};
export const exampleRates: GuessRate[] = problemIds.map((problem_id, i) => ({
  benchmark: "sums",
  guesser: "arithmetic",
  problem_id,
  guess_rate: [0.2, 0.05, 0.04, 0.01][i]!
}));
