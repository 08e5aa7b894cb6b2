import type {BenchmarkCounts} from "../../src/metrics/counts/benchmark-counts.js";

/** Counts for `exampleStudy`: five problems, one in each part of the solvable sets and one more that both solve. */
export const exampleCounts: BenchmarkCounts[] = [
  {
    benchmark: "sums",
    problemIds: ["p0", "p1", "p2", "p3", "p4"],
    policies: [
      {policy: "base", n: [10, 10, 10, 10, 10], c: [3, 1, 0, 0, 9]},
      {policy: "grpo", n: [10, 10, 10, 10, 10], c: [10, 0, 2, 0, 10]}
    ]
  }
];
