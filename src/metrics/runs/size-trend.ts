import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import type {Retention} from "../coverage/curve-ends.js";
import {crossingInterval} from "../coverage/crossing-interval.js";
import {crossingPoint} from "../coverage/crossing-point.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {support} from "../sets/support.js";
import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {trendInterval} from "./trend-interval.js";

/** A base and its RL policy whose size is known. */
export interface SizedPair {
  base: string;
  rl: string;
  /** How many numbers the trained model has. */
  parameters: number;
}

/** One size on one benchmark. */
export interface SizePoint extends SizedPair {
  /** k* of the pair; null beyond the largest k, 1 at or below the first. */
  crossing: number | null;
  /** Its interval, over problems; null as `crossing`. */
  low: number | null;
  /** Upper end. */
  high: number | null;
  /** Part of the problems that the base solves at least once which RL solves too. */
  kept: Retention;
}

/** How a quantity changes with size: a straight line over the logarithm of the number of parameters. */
export interface SizeTrend extends Estimate {
  /** How many sizes it rests on. */
  sizes: number;
}

/** What depends on size on one benchmark. */
export interface BenchmarkSizes {
  benchmark: string;
  problems: number;
  /** Least n of all policies. */
  kMax: number;
  /** The smallest model first. */
  sizes: SizePoint[];
  /** Change of log2 k* with each doubling of the parameters; null where some k* is not a number. */
  crossing: SizeTrend | null;
  /** Change of the share kept with each doubling. */
  kept: SizeTrend | null;
}

/** Trends over model sizes: src/data/sizes.json. */
export interface SizesTable {
  /** Of every interval. */
  level: number;
  /** Those with two sizes or more. */
  benchmarks: BenchmarkSizes[];
}

/**
 * k* and the share of the base's problems that RL keeps, by size, on the problems that all have verdicts for, and their trends with the
 * logarithm of the parameters; see `trendInterval` for these. Null with fewer than two sizes that are measured.
 */
export function sizeTrend(
  benchmark: string,
  counts: readonly ProblemCount[],
  pairs: readonly SizedPair[],
  level: number
): BenchmarkSizes | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
  const isMeasured = (id: string): boolean => rows.some(({policy}) => policy === id);
  const measured = pairs
    .filter(({base, rl}) => isMeasured(base) && isMeasured(rl))
    .sort((a, b) => a.parameters - b.parameters);
  if (new Set(measured.map(({parameters}) => parameters)).size < 2) return null;
  const countsOf = sharedProblems(
    rows,
    measured.flatMap(({base, rl}) => [base, rl])
  );
  const problems = countsOf[0]!.length;
  if (problems === 0) return null;
  const kMax = countsOf.flat().reduce((least, {n}) => Math.min(least, n), Infinity);
  const ks = kGrid(kMax);
  const {values} = passAtKTable(countsOf, ks);
  const column = (policy: number, j: number): Float64Array => {
    const start = (policy * ks.length + j) * problems;
    return values.subarray(start, start + problems);
  };
  const leads = measured.map((_, i) =>
    ks.map((_, j) => ({rl: column(2 * i + 1, j), base: column(2 * i, j)}))
  );
  const doublings = measured.map(({parameters}) => Math.log2(parameters));
  return {
    benchmark,
    problems,
    kMax,
    sizes: measured.map((pair, i) => ({
      ...pair,
      ...crossingOf(ks, leads[i]!, level),
      kept: retention(countsOf[2 * i]!, countsOf[2 * i + 1]!, level)
    })),
    crossing: trendInterval(doublings, logCrossings(ks, leads), {units: problems, level}),
    kept: trendInterval(doublings, keptShares(countsOf), {units: problems, level})
  };
}

interface Lead {
  rl: Float64Array;
  base: Float64Array;
}

function crossingOf(
  ks: readonly number[],
  lead: readonly Lead[],
  level: number
): Pick<SizePoint, "crossing" | "low" | "high"> {
  const estimate = Float64Array.from(lead, ({rl, base}) => mean(rl) - mean(base));
  const ends = lead.map(({rl, base}) => pairedMeanInterval(rl, base, level));
  const {low, high} = crossingInterval({
    ks,
    estimate,
    low: Float64Array.from(ends, (one) => one.low),
    high: Float64Array.from(ends, (one) => one.high)
  });
  const finite = (k: number): number | null => (Number.isFinite(k) ? k : null);
  return {crossing: finite(crossingPoint(ks, estimate)), low: finite(low), high: finite(high)};
}

/** log2 k* of each size, without the problem that is left out; k* at or below the first budget, or beyond the last, is no number. */
function logCrossings(
  ks: readonly number[],
  leads: readonly (readonly Lead[])[]
): (size: number, without: number | null) => number {
  const sums = leads.map((lead) =>
    lead.map(({rl, base}) => rl.reduce((sum, value, i) => sum + value - base[i]!, 0))
  );
  return (size, without) => {
    const difference = Float64Array.from(sums[size]!, (sum, j) => {
      const {rl, base} = leads[size]![j]!;
      return without === null ? sum : sum - (rl[without]! - base[without]!);
    });
    const found = crossingPoint(ks, difference);
    return found > ks[0]! && found < Infinity ? Math.log2(found) : NaN;
  };
}

/** Share of the base's solved problems that RL solves too, of each size; NaN where the base solves none. */
function keptShares(
  countsOf: readonly (readonly ProblemCount[])[]
): (size: number, without: number | null) => number {
  const solved = countsOf.map((counts) => counts.map(({c}) => c > 0));
  const totals = countsOf.flatMap((_, i) =>
    i % 2 === 1
      ? []
      : [
          {
            base: solved[i]!.filter(Boolean).length,
            both: solved[i]!.filter((one, p) => one && solved[i + 1]![p]!).length
          }
        ]
  );
  return (size, without) => {
    const {base, both} = totals[size]!;
    if (without === null) return both / base;
    const isOfBase = solved[2 * size]![without]!;
    const isKept = isOfBase && solved[2 * size + 1]![without]!;
    return (both - (isKept ? 1 : 0)) / (base - (isOfBase ? 1 : 0));
  };
}

function retention(base: readonly ProblemCount[], rl: readonly ProblemCount[], level: number): Retention {
  const {both, baseOnly} = support(base, rl);
  const ofBase = both + baseOnly;
  return {both, ofBase, ...(ofBase === 0 ? {low: 0, high: 1} : clopperPearson(ofBase, both, level))};
}
