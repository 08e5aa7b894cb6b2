import {
  tableCoverage,
  type BenchmarkCoverage,
  type ComparedPolicy,
  type CoverageTable
} from "../coverage/coverage-table.js";
import type {PassAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {exactPassAtK, rateAgreement, type RateAgreement} from "./exact-pass-at-k.js";

/** The solve rate of one problem under one policy, with what was measured of it. */
export interface ExactRow {
  benchmark: string;
  policy: string;
  problem_id: string;
  /** Solve rate with one try at the policy's sampling settings, and at temperature 1 from all tokens. */
  rate: number;
  full_rate: number;
  /** Completions with a verdict, and the correct ones. */
  n: number;
  c: number;
}

/** Coverage that was computed, not sampled: src/data/exact.json. */
export interface ExactTable {
  /** At the policies' sampling settings. */
  settings: CoverageTable;
  /** At temperature 1 from all tokens. */
  full: CoverageTable;
  /** How the measured counts lie about the rates at the settings. */
  agreement: ({benchmark: string; policy: string} & RateAgreement)[];
}

/** The largest k that is computed: 2^40, some 10^12. */
const DOUBLINGS = 40;

/** Curves for every k of 1, 2, 4, … 2^40, with intervals over problems, differences and crossings, from exact rates. */
export function exactTable(
  rows: readonly ExactRow[],
  policies: readonly ComparedPolicy[],
  options: {level: number; replicates: number; seed: number}
): ExactTable {
  const benchmarks = [...new Set(rows.map(({benchmark}) => benchmark))];
  const coverage = (rateOf: (row: ExactRow) => number): CoverageTable => ({
    ...options,
    benchmarks: benchmarks.map((benchmark) =>
      benchmarkOf(
        benchmark,
        rows.filter((row) => row.benchmark === benchmark),
        policies,
        {rateOf, ...options}
      )
    )
  });
  const cells = benchmarks.flatMap((benchmark) =>
    policies.map(({policy}) => ({
      benchmark,
      policy,
      rows: rows.filter((row) => row.benchmark === benchmark && row.policy === policy && row.n > 0)
    }))
  );
  return {
    settings: coverage(({rate}) => rate),
    full: coverage(({full_rate}) => full_rate),
    agreement: cells
      .filter((cell) => cell.rows.length > 0)
      .map((cell) => ({benchmark: cell.benchmark, policy: cell.policy, ...rateAgreement(cell.rows)}))
  };
}

function benchmarkOf(
  benchmark: string,
  rows: readonly ExactRow[],
  policies: readonly ComparedPolicy[],
  {rateOf, ...options}: {rateOf: (row: ExactRow) => number; level: number; replicates: number; seed: number}
): BenchmarkCoverage {
  const present = policies.filter(({policy}) => rows.some((row) => row.policy === policy));
  const rates = present.map(({policy}) => {
    const own = rows.filter((row) => row.policy === policy);
    own.sort((a, b) => (a.problem_id < b.problem_id ? -1 : 1));
    return own.map(rateOf);
  });
  const ks = Array.from({length: DOUBLINGS + 1}, (_, doubling) => 2 ** doubling);
  const problems = rates[0]?.length ?? 0;
  const values = new Float64Array(rates.length * ks.length * problems);
  for (const [policy, own] of rates.entries())
    for (const [j, k] of ks.entries())
      for (const [problem, rate] of own.entries())
        values[(policy * ks.length + j) * problems + problem] = exactPassAtK([rate], k);
  const table: PassAtKTable = {policies: rates.length, problems, ks, values};
  return tableCoverage(benchmark, {table, ns: rates.map(() => ks.at(-1)!), policies: present}, options);
}
