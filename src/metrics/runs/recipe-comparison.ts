import type {AtBothEnds} from "../coverage/both-ends.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {wholeStudentQuantile} from "../statistics/whole-student-quantile.js";
import type {Recipe} from "./seed-copies.js";
import {runsTest} from "./runs-test.js";
import {deviationOf, problemMeans, runsDifference} from "./two-source.js";

/** How far recipes lie apart, held against how far runs of one recipe do. Shares, 0 to 1. */
interface RecipeSpread {
  /** Standard deviation (divisor: recipes - 1) of the recipes' means. */
  recipes: number;
  /** Standard deviation between runs of one recipe, pooled over recipes. */
  runs: number;
  /** p-value of the test that runs of all recipes are alike; see `runsTest`. */
  p: number;
  /** Largest minus smallest mean, from intervals over problems and runs that hold for all pairs, both ends and all benchmarks at once. */
  range: Estimate;
}

/** Recipes with two runs or more each, on one benchmark. */
export interface RecipeComparison extends AtBothEnds<RecipeSpread> {
  benchmark: string;
  /** Ids of their first runs. */
  recipes: string[];
  /** How many runs each has. */
  runs: number[];
  problems: number;
  /** Least n of all runs, and of the base where there is one. */
  kMax: number;
  /** The smallest sampling-efficiency gap, from intervals over problems and runs that hold for all recipes on all benchmarks at once; null without a base. */
  leastGap: Estimate | null;
}

/**
 * Whether recipes differ by more than runs of one recipe do, at both ends of the curves. Recipes of which fewer than two runs are
 * measured on the benchmark are left out; null with fewer than two others. `benchmarks`: on how many the ranges are to hold at once.
 */
export function recipeComparison(
  benchmark: string,
  counts: readonly ProblemCount[],
  all: readonly Recipe[],
  {base, level, seed, benchmarks}: {base: string | null; level: number; seed: number; benchmarks: number}
): RecipeComparison | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
  const measured = all
    .map(({recipe, runs}) => ({recipe, runs: runs.filter((id) => rows.some(({policy}) => policy === id))}))
    .filter(({runs}) => runs.length > 1);
  if (measured.length < 2) return null;
  const own = rows.some(({policy}) => policy === base) ? base : null;
  const countsOf = sharedProblems(rows, [
    ...measured.flatMap(({runs}) => runs),
    ...(own === null ? [] : [own])
  ]);
  const problems = countsOf[0]!.length;
  if (problems === 0) return null;
  const kMax = countsOf.flat().reduce((least, {n}) => Math.min(least, n), Infinity);
  const ks = kMax === 1 ? [1] : [1, kMax];
  const {values} = passAtKTable(countsOf, ks);
  const groupsAt = (j: number): Float64Array[][] => {
    let next = 0;
    return measured.map(({runs}) =>
      runs.map(() => {
        const start = (next++ * ks.length + j) * problems;
        return values.subarray(start, start + problems);
      })
    );
  };
  const at = (j: number): RecipeSpread =>
    recipeSpread(groupsAt(j), {level, benchmarks, seed: `${seed} ${benchmark} ${ks[j]!}`});
  return {
    benchmark,
    recipes: measured.map(({recipe}) => recipe),
    runs: measured.map(({runs}) => runs.length),
    problems,
    kMax,
    atOne: at(0),
    atMost: at(ks.length - 1),
    leastGap:
      own === null
        ? null
        : leastGap(groupsAt(0), values.subarray(values.length - problems), {level, benchmarks})
  };
}

/** The base's values at the largest k minus each recipe's at k = 1: the smallest, each at a level at which all hold at once. */
function leastGap(
  groups: readonly (readonly Float64Array[])[],
  base: Float64Array,
  {level, benchmarks}: {level: number; benchmarks: number}
): Estimate {
  const own = 1 - (1 - level) / (groups.length * benchmarks);
  const gaps = groups.map((runs) => runsDifference(runs, base, own));
  return {
    estimate: Math.min(...gaps.map(({estimate}) => -estimate)),
    low: Math.min(...gaps.map(({high}) => -high)),
    high: Math.min(...gaps.map(({low}) => -low))
  };
}

function recipeSpread(
  groups: readonly (readonly Float64Array[])[],
  {level, benchmarks, seed}: {level: number; benchmarks: number; seed: string}
): RecipeSpread {
  const means = groups.map((runs) => runs.map((run) => mean(run)));
  const degrees = means.reduce((sum, runs) => sum + runs.length - 1, 0);
  const squares = means.reduce((sum, runs) => sum + (runs.length - 1) * deviationOf(runs) ** 2, 0);
  const runs = Math.sqrt(squares / degrees);
  const pairs = groups.flatMap((one, i) => groups.slice(i + 1).map((other) => [one, other] as const));
  // Bonferroni: all pairs, two ends, all benchmarks.
  const own = 1 - (1 - level) / (2 * pairs.length * benchmarks);
  const differences = pairs.map(([one, other]): Estimate => {
    const [left, right] = [problemMeans(one), problemMeans(other)];
    const estimate = mean(left) - mean(right);
    const {low, high} = pairedMeanInterval(left, right, own);
    const reach = wholeStudentQuantile(own, degrees) * runs * Math.sqrt(1 / one.length + 1 / other.length);
    return {
      estimate,
      low: estimate - Math.hypot(estimate - low, reach),
      high: estimate + Math.hypot(high - estimate, reach)
    };
  });
  return {
    recipes: deviationOf(means.map((one) => mean(one))),
    runs,
    p: runsTest(means, {seed}),
    range: {
      estimate: Math.max(...differences.map(({estimate}) => Math.abs(estimate))),
      low: Math.max(0, ...differences.flatMap(({low, high}) => [low, -high])),
      high: Math.min(1, Math.max(...differences.flatMap(({low, high}) => [-low, high])))
    }
  };
}
