import type {Band} from "../bootstrap/band.js";
import {coverageBand} from "../bootstrap/coverage-band.js";
import {differenceBand} from "../bootstrap/difference-band.js";
import {pairedBootstrap, type PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {largestK} from "../pass-at-k/counted-pass-at-k.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import type {StoppingRule} from "../counts/stopping-rule.js";
import {passAtKTable, type PassAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {closedShare, type ClosedGap} from "./closed-gap.js";
import {contrastP} from "./contrast-p.js";
import {crossing, type Crossing} from "./crossing.js";
import type {LookedBenchmark} from "./recorded-result.js";

/** Coverage (mean pass@k over problems, 0 to 1) at one budget, with its bootstrap interval. */
interface CoveragePoint {
  k: number;
  coverage: number;
  low: number;
  high: number;
}

/** One curve of the pass@k figure. */
export interface CoverageCurve {
  policy: string;
  /** Smallest n over the problems, but for those that stopped since they were solved often enough: the largest k that is measured. */
  n: number;
  points: CoveragePoint[];
}

/** Coverage of the RL policy minus coverage of its base at one budget, paired over the same problems. */
export interface DifferencePoint {
  k: number;
  /** Coverage of `rl` minus coverage of `base`. */
  difference: number;
  low: number;
  high: number;
  /** p-value that both solve alike; see `contrastP`. Of this budget alone: what looks at several corrects for it. */
  p: number;
}

/**
 * Where the base's curve overtakes the RL policy's; see `Crossing`. Infinity is not JSON: null means "beyond kMax", and
 * 1 means "at or below k = 1".
 */
export interface CrossingEstimate {
  /** k* of the observed curves. */
  observed: number | null;
  /** Median of k* over the replicates. */
  median: number | null;
  /** See `crossingInterval`. */
  low: number | null;
  high: number | null;
  /** Share of replicates without a crossing up to kMax (censored). */
  censored: number;
  /** Share of replicates in which the base is strictly ahead at kMax. */
  baseAhead: number;
  /** Largest k that both policies measured. */
  kMax: number;
  /** Whether the curves are the same at each measured k, as where both are 0: then there is no k*, and `observed` is null. */
  isSame: boolean;
}

export interface Comparison {
  base: string;
  rl: string;
  points: DifferencePoint[];
  /** Where the two curves cross. */
  crossing: CrossingEstimate;
}

/** Everything that the pass@k figure of one benchmark shows. */
export interface BenchmarkCoverage {
  benchmark: string;
  /** Problems that every policy has at least one verdict for. */
  problems: number;
  /** When problems stopped, where n was decided while they were sampled; left out where it was fixed. */
  stopping?: StoppingRule;
  /** What sampling came to, where n was decided while they were sampled and pairs were looked at. */
  looked?: LookedBenchmark;
  /** One for each policy. */
  curves: CoverageCurve[];
  /** One for each policy that was trained from another one of them. */
  comparisons: Comparison[];
  /** For every two comparisons with one base, the share of the first one's gap at its largest k that the second closes; only where the table was asked for it. */
  closed?: ClosedGap[];
}

/** The table behind the pass@k figures: the same from DuckDB in the loader and from DuckDB-wasm in the browser. */
export interface CoverageTable {
  /** Level of every interval, for example 0.95. */
  level: number;
  replicates: number;
  seed: number;
  benchmarks: BenchmarkCoverage[];
}

/** A policy as the comparison needs it. */
export interface ComparedPolicy {
  policy: string;
  /** The policy it was trained from, if it was. */
  base: string | null;
}

export interface CoverageTableOptions {
  level: number;
  replicates: number;
  seed: number;
  /** Where bands come from; see `BandOptions`. The interval of k* follows from the band of the difference. */
  method?: "score" | "percentile" | "bca";
  /** Cluster of each problem id, to be drawn whole; a problem without one is its own. Default: single problems are drawn. */
  clusters?: ReadonlyMap<string, string>;
  /** Whether to say how much of one policy's gap another closes. */
  withClosed?: boolean;
}

/**
 * Coverage curves of every policy with bands over problems, the difference of every policy from its base,
 * and their crossing, one benchmark after the other. Curves stop at the smallest n of their problems, see `largestK`. Problems that some
 * policy has no verdict for are left out for all, so that every curve of a benchmark averages the same problems.
 */
export function coverageTable(
  counts: readonly ProblemCount[],
  policies: readonly ComparedPolicy[],
  options: CoverageTableOptions
): CoverageTable {
  const benchmarks = [...new Set(counts.map(({benchmark}) => benchmark))].map((benchmark) => {
    const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
    const counted = new Set(rows.map((row) => row.policy));
    const present = policies.filter(({policy}) => counted.has(policy));
    return benchmarkCoverage(benchmark, rows, present, options);
  });
  const {level, replicates, seed} = options;
  return {level, replicates, seed, benchmarks};
}

function benchmarkCoverage(
  benchmark: string,
  rows: readonly ProblemCount[],
  policies: readonly ComparedPolicy[],
  {clusters, ...options}: CoverageTableOptions
): BenchmarkCoverage {
  const countsOf = sharedProblems(
    rows,
    policies.map(({policy}) => policy)
  );
  const problems = countsOf[0]?.length ?? 0;
  const most = countsOf.flat().reduce((largest, {n}) => Math.max(largest, n), 0);
  const ns = countsOf.map((counts) => Math.min(most, largestK(counts)));
  const ks = problems === 0 ? [] : kGrid(Math.max(...ns));
  const stopping = rows.find(({rule}) => rule !== undefined)?.rule;
  const table = tableCoverage(
    benchmark,
    {table: passAtKTable(countsOf, ks), ns, policies},
    {
      ...options,
      ...(clusters ? {clusters: clusterIndices(countsOf[0] ?? [], clusters)} : {clusters: undefined})
    }
  );
  return stopping === undefined ? table : {...table, stopping};
}

/**
 * The curves, differences and crossings of one benchmark from the pass@k of every policy, k and problem. `ns`: the largest k of
 * each policy. `clusters`: a cluster index of each problem.
 */
export function tableCoverage(
  benchmark: string,
  {table, ns, policies}: {table: PassAtKTable; ns: readonly number[]; policies: readonly ComparedPolicy[]},
  {
    level,
    replicates,
    seed,
    method = "score",
    clusters,
    withClosed = false
  }: Omit<CoverageTableOptions, "clusters"> & {clusters?: number[] | undefined}
): BenchmarkCoverage {
  const {problems} = table;
  const bootstrap = pairedBootstrap(table, {
    seed: `${seed} ${benchmark}`,
    replicates,
    ...(clusters ? {clusters} : {})
  });
  const band = {level, method};
  const curves = policies.map(({policy}, i): CoverageCurve => {
    const points = bandPoints(coverageBand(bootstrap, i, band));
    return {
      policy,
      n: ns[i]!,
      points: points.map(({estimate, ...point}) => ({...point, coverage: estimate}))
    };
  });
  const comparisons = policies.flatMap(({policy, base}, rl): Comparison[] => {
    const baseIndex = policies.findIndex((other) => other.policy === base);
    if (baseIndex < 0 || problems === 0) return [];
    const differences = differenceBand(bootstrap, rl, baseIndex, band);
    const points = bandPoints(differences);
    return [
      {
        base: policies[baseIndex]!.policy,
        rl: policy,
        points: points.map(({estimate, ...point}, i) => ({
          ...point,
          difference: estimate,
          p: contrastP(bootstrap, rl, baseIndex, i)
        })),
        crossing: crossingEstimate(crossing(bootstrap, rl, baseIndex, differences))
      }
    ];
  });
  const closed = withClosed ? {closed: closedGaps(bootstrap, policies, comparisons, level)} : {};
  return {benchmark, problems, curves, comparisons, ...closed};
}

function closedGaps(
  bootstrap: PairedBootstrap,
  policies: readonly ComparedPolicy[],
  comparisons: readonly Comparison[],
  level: number
): ClosedGap[] {
  const place = (id: string): number => policies.findIndex(({policy}) => policy === id);
  return comparisons.flatMap(({base, rl: from}) =>
    comparisons.flatMap(({base: other, rl: to, crossing: {kMax: k}}): ClosedGap[] => {
      const j = bootstrap.table.ks.indexOf(k);
      if (other !== base || to === from || j < 0) return [];
      const share = closedShare(bootstrap, {base: place(base), from: place(from), to: place(to), j}, level);
      return share ? [{base, from, to, k, ...share}] : [];
    })
  );
}

/** A cluster index from 0 without gaps for each problem. */
function clusterIndices(problems: readonly ProblemCount[], clusters: ReadonlyMap<string, string>): number[] {
  const indices = new Map<string, number>();
  return problems.map(({problem_id: id}) => {
    const name = JSON.stringify(clusters.has(id) ? [clusters.get(id)] : id);
    const index = indices.get(name) ?? indices.size;
    indices.set(name, index);
    return index;
  });
}

/** The measured points of a band. */
function bandPoints({
  ks,
  estimate,
  low,
  high
}: Band): {k: number; estimate: number; low: number; high: number}[] {
  return ks
    .map((k, j) => ({k, estimate: estimate[j]!, low: low[j]!, high: high[j]!}))
    .filter((point) => !Number.isNaN(point.estimate));
}

function crossingEstimate({
  estimate,
  median,
  low,
  high,
  kMax,
  withoutCrossing,
  baseAhead,
  isSame
}: Crossing): CrossingEstimate {
  const finite = (k: number) => (Number.isFinite(k) ? k : null);
  return {
    observed: finite(estimate),
    median: finite(median),
    low: finite(low),
    high: finite(high),
    censored: withoutCrossing,
    baseAhead,
    kMax,
    isSame
  };
}
