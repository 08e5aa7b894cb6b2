import type {Claim, ClaimId, ClaimTables} from "../../../src/metrics/claims/claim.js";
import {claims} from "../../../src/metrics/claims/claims.js";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {normalCdf} from "../../../src/metrics/statistics/normal-cdf.js";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {PolicySummary, StudySummary} from "../../../src/metrics/study/study-summary.js";

/** A difference with its interval, in points. */
export type Difference = readonly [low: number, estimate: number, high: number];

function policy(id: string, role: PolicySummary["role"], base: string | null): PolicySummary {
  return {
    policy: id,
    label: id,
    role,
    base,
    engine: "micro",
    source: "",
    temperature: id.endsWith("-hot") ? 1.2 : 0.6,
    top_p: 0.95,
    max_tokens: 32,
    prefill: null,
    completions: 1
  };
}

/** Base, two RL policies, a hot one and a distilled one; every experiment holds all of them on the benchmarks `a` and `b`. */
const study: StudySummary = {
  study: "claims",
  title: "",
  seed: 1,
  date: null,
  policies: [
    policy("base", "base", null),
    policy("grpo", "rl", "base"),
    policy("rloo", "rl", "base"),
    policy("grpo-hot", "rl", "base"),
    policy("taught", "distilled", "base")
  ],
  benchmarks: [],
  experiments: ["math", "distillation", "entropy-match", "algorithms", "steps"].map((experiment) => ({
    experiment,
    policies: ["base", "grpo", "rloo", "grpo-hot", "taught"],
    benchmarks: ["a", "b"],
    n: null
  })),
  provenance: {}
};

export const noTables: ClaimTables = {
  study,
  coverage: {},
  counts: [],
  algorithms: null,
  steps: null,
  perplexity: null
};

/** The p-value that belongs to a 95% interval, for made-up numbers. */
export function pOf([low, estimate, high]: Difference): number {
  return 2 * normalCdf(-Math.abs(estimate) / ((high - low) / 3.92));
}

/** A coverage table of one pair: on each benchmark its differences from the base at k = 1, 2, 4 … The base solves `base` throughout. */
export function differences(
  rl: string,
  byBenchmark: Record<string, readonly Difference[]>,
  base = 0.5
): CoverageTable {
  return {
    level: 0.95,
    replicates: 100,
    seed: 1,
    benchmarks: Object.entries(byBenchmark).map(([benchmark, rows]) => ({
      benchmark,
      problems: 50,
      curves: (["base", rl] as const).map((policy, i) => ({
        policy,
        n: 2 ** (rows.length - 1),
        points: rows.map(([low, difference, high], j) => {
          const coverage = base + (i * difference) / 100;
          return {k: 2 ** j, coverage, low: coverage + low / 100, high: coverage + high / 100};
        })
      })),
      comparisons: [
        {
          base: "base",
          rl,
          points: rows.map((row, i) => ({
            k: 2 ** i,
            difference: row[1] / 100,
            low: row[0] / 100,
            high: row[2] / 100,
            p: pOf(row)
          })),
          crossing: {
            observed: 2.5,
            median: 2.5,
            low: 1.5,
            high: null,
            censored: 0.1,
            baseAhead: 0.9,
            kMax: 2 ** (rows.length - 1),
            isSame: false
          }
        }
      ]
    }))
  };
}

/** Counts of base and GRPO on benchmark `a`, from the correct ones among 10 completions of each problem. */
export function counts(base: readonly number[], grpo: readonly number[]): BenchmarkCounts[] {
  const policyCounts = (id: string, c: readonly number[]) => ({policy: id, n: c.map(() => 10), c: [...c]});
  return [
    {
      benchmark: "a",
      problemIds: base.map((_, i) => `p${i}`),
      policies: [policyCounts("base", base), policyCounts("grpo", grpo)]
    }
  ];
}

/** The same value several times. */
export function times(count: number, value: number): number[] {
  return Array.from({length: count}, () => value);
}

/** A claim, tested on these tables alone. */
export function claim(id: ClaimId, tables: Partial<ClaimTables>): Claim {
  return claims({...noTables, ...tables}).find((one) => one.id === id)!;
}
