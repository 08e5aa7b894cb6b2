import type {CoverageTable} from "../../src/metrics/coverage/coverage-table.js";
import type {PolicySummary, StudySummary} from "../../src/metrics/study/study-summary.js";

function policy(id: string, label: string, role: PolicySummary["role"], temperature: number): PolicySummary {
  return {
    policy: id,
    label,
    role,
    base: role === "base" ? null : "base",
    engine: "micro",
    source: "a".repeat(64),
    temperature,
    top_p: 0.95,
    max_tokens: 32,
    prefill: null,
    completions: 400
  };
}

/** A study of two policies on one benchmark, with numbers that are easy to check by hand. */
export const exampleStudy: StudySummary = {
  study: "example",
  title: "Example",
  seed: 7,
  date: "2026-01-02",
  policies: [policy("base", "Base", "base", 0.6), policy("grpo", "GRPO", "rl", 1)],
  benchmarks: [
    {benchmark: "sums", label: "Sums", verifier: "countdown@steps", problems: 100, errors: 0, truncated: 0.25}
  ],
  experiments: [{experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null}],
  provenance: {}
};

const curve = (policy: string, values: number[]) => ({
  policy,
  n: 4,
  points: values.map((coverage, i) => ({k: 2 ** i, coverage, low: coverage - 0.1, high: coverage + 0.1}))
});

export const exampleTable: CoverageTable = {
  level: 0.95,
  replicates: 2000,
  seed: 3,
  benchmarks: [
    {
      benchmark: "sums",
      problems: 100,
      curves: [curve("base", [0.4, 0.55, 0.7]), curve("grpo", [0.5, 0.56, 0.6])],
      comparisons: [
        {
          base: "base",
          rl: "grpo",
          points: [
            {k: 1, difference: 0.1, low: 0.04, high: 0.16, p: 0.001},
            {k: 2, difference: 0.01, low: -0.06, high: 0.08, p: 0.8},
            {k: 4, difference: -0.1, low: -0.21, high: 0.01, p: 0.07}
          ],
          crossing: {
            observed: 2.8,
            median: 2.8,
            low: 1.5,
            high: null,
            censored: 0.04,
            baseAhead: 0.96,
            kMax: 4,
            isSame: false
          }
        }
      ]
    }
  ]
};
