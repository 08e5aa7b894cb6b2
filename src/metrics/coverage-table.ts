/** Correct and judged completions of one problem under one policy: a row of problem-counts.sql. */
export interface ProblemCount {
  benchmark: string;
  policy: string;
  problem_id: string;
  /** Completions with a verdict: correct or incorrect. A verifier's error is no verdict. */
  n: number;
  /** Correct ones among them. */
  c: number;
}

/** Coverage (mean pass@k over problems, 0 to 1) at one budget, with its bootstrap interval. */
export interface CoveragePoint {
  k: number;
  coverage: number;
  low: number;
  high: number;
}

/** One curve of the pass@k figure. */
export interface CoverageCurve {
  policy: string;
  /** Smallest n over the problems: the largest k that is measured. */
  n: number;
  points: CoveragePoint[];
}

/** Coverage of the RL policy minus coverage of its base at one budget, from the same resampled problems. */
export interface DifferencePoint {
  k: number;
  difference: number;
  low: number;
  high: number;
}

/** Where the base's curve overtakes the RL policy's. Infinity is not JSON: null means "beyond kMax" (censored). */
export interface CrossingEstimate {
  /** k* of the observed curves; null if they do not cross by kMax. */
  observed: number | null;
  median: number | null;
  low: number | null;
  high: number | null;
  /** Share of the replicates without a crossing up to kMax. */
  censored: number;
  kMax: number;
}

export interface Comparison {
  base: string;
  rl: string;
  points: DifferencePoint[];
  crossing: CrossingEstimate;
}

/** Everything that the pass@k figure of one benchmark shows. */
export interface BenchmarkCoverage {
  benchmark: string;
  /** Problems that every policy has at least one verdict for. */
  problems: number;
  curves: CoverageCurve[];
  comparisons: Comparison[];
}

/** The table behind the pass@k figures: the same from DuckDB in the loader and from DuckDB-wasm in the browser. */
export interface CoverageTable {
  /** Level of every interval, for example 0.95. */
  level: number;
  replicates: number;
  seed: number;
  benchmarks: BenchmarkCoverage[];
}
