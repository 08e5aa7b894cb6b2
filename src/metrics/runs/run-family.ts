import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {crossingInterval} from "../coverage/crossing-interval.js";
import {crossingPoint, TIE} from "../coverage/crossing-point.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import type {Interval} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import type {Numbers} from "../statistics/numbers.js";
import type {Recipe} from "./seed-copies.js";
import {runsDifference, runsMean, type TwoSourceEstimate} from "./two-source.js";

/** Something at one budget, over problems and runs. */
export interface RunsPoint extends TwoSourceEstimate {
  k: number;
}

/** Where the base overtakes, with both sources of error. Null stands for beyond `kMax`, 1 for at or below the first budget. */
interface RunsCrossing {
  /** k* of the mean curve. */
  observed: number | null;
  /** Its interval over problems and runs; see `crossingInterval`. */
  low: number | null;
  /** Upper end. */
  high: number | null;
  /** Its interval over problems alone, for the mean of these very runs. */
  problems: {low: number | null; high: number | null};
  /** Whether the curves are the same at each budget: then there is no k*. */
  isSame: boolean;
}

/** One training run by itself. */
interface SingleRun {
  policy: string;
  /** Its pass@k at each budget of the family. */
  coverage: number[];
  /** Its own k*; null beyond the largest budget, and without a base. */
  crossing: number | null;
}

/** The runs of one recipe on one benchmark. */
export interface RunFamily {
  benchmark: string;
  /** Id of the run that the others repeat. */
  recipe: string;
  /** What all of them were trained from, where it is measured. */
  base: string | null;
  problems: number;
  /** Least n of the runs and the base: the largest k that is measured for each. */
  kMax: number;
  /** In the study's order, the one that the others repeat first. */
  runs: SingleRun[];
  /** pass@k, mean over problems and runs. */
  curve: RunsPoint[];
  /** The same minus the base's; null without a base. */
  difference: RunsPoint[] | null;
  /** Null without a base. */
  crossing: RunsCrossing | null;
  /** Sampling-efficiency gap: the base's pass@k_max minus the recipe's pass@1; null without a base. */
  gap: TwoSourceEstimate | null;
}

/**
 * What the training runs of a recipe have in common, with intervals over problems and runs, and how far they lie apart. Only problems
 * that all of them, and the base where it is measured, have verdicts for. Null with fewer than two runs that are measured.
 */
export function runFamily(
  benchmark: string,
  counts: readonly ProblemCount[],
  {recipe, runs, base}: Recipe & {base: string | null},
  level: number
): RunFamily | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
  const isMeasured = (id: string): boolean => rows.some(({policy}) => policy === id);
  const measured = runs.filter(isMeasured);
  if (measured.length < 2) return null;
  const own = base !== null && isMeasured(base) ? base : null;
  const countsOf = sharedProblems(rows, [...measured, ...(own === null ? [] : [own])]);
  const problems = countsOf[0]!.length;
  if (problems === 0) return null;
  const kMax = countsOf.flat().reduce((least, {n}) => Math.min(least, n), Infinity);
  const ks = kGrid(kMax);
  const {values} = passAtKTable(countsOf, ks);
  const column = (policy: number, j: number): Float64Array => {
    const start = (policy * ks.length + j) * problems;
    return values.subarray(start, start + problems);
  };
  const runsAt = (j: number): Numbers[] => measured.map((_, run) => column(run, j));
  const difference =
    own === null
      ? null
      : ks.map((k, j) => ({k, ...runsDifference(runsAt(j), column(measured.length, j), level)}));
  const singles = measured.map((policy, run): SingleRun => {
    const coverage = ks.map((_, j) => mean(column(run, j)));
    const lead = coverage.map((share, j) => share - (own === null ? NaN : mean(column(measured.length, j))));
    return {policy, coverage, crossing: finite(crossingPoint(ks, Float64Array.from(lead)))};
  });
  return {
    benchmark,
    recipe,
    base: own,
    problems,
    kMax,
    runs: singles,
    curve: ks.map((k, j) => ({k, ...runsMean(runsAt(j), level)})),
    difference,
    crossing: difference && crossingOf(difference),
    gap:
      own === null ? null : turned(runsDifference(runsAt(0), column(measured.length, ks.length - 1), level))
  };
}

function crossingOf(points: readonly RunsPoint[]): RunsCrossing {
  const ks = points.map(({k}) => k);
  const values = (of: (point: RunsPoint) => number): Float64Array => Float64Array.from(points, of);
  const estimate = values((point) => point.estimate);
  const ends = ({low, high}: Interval) => ({low: finite(low), high: finite(high)});
  const interval = (of: (point: RunsPoint) => Interval): Interval =>
    crossingInterval({
      ks,
      estimate,
      low: values((point) => of(point).low),
      high: values((point) => of(point).high)
    });
  return {
    observed: finite(crossingPoint(ks, estimate)),
    ...ends(interval((point) => point)),
    problems: ends(interval(({problems}) => problems)),
    isSame: estimate.every((one) => Math.abs(one) <= TIE)
  };
}

/** The base's lead in place of the recipe's. */
function turned({estimate, low, high, problems, deviation}: TwoSourceEstimate): TwoSourceEstimate {
  const flip = (one: Interval): Interval => ({low: -one.high, high: -one.low});
  return {estimate: -estimate, ...flip({low, high}), problems: flip(problems), deviation};
}

function finite(k: number): number | null {
  return Number.isFinite(k) ? k : null;
}
