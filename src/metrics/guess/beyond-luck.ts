import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {Counts} from "../counts/counts.js";
import {mainPairs} from "../counts/main-pairs.js";
import {
  tableCoverage,
  type ComparedPolicy,
  type CoverageTable,
  type CoverageTableOptions
} from "../coverage/coverage-table.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtKTable, type PassAtKTable} from "../pass-at-k/pass-at-k-table.js";
import type {StudySummary} from "../study/study-summary.js";
import {guessFloorCurve} from "./guess-floor-curve.js";
import type {GuessRate} from "./guess-rate.js";

/** What guessing alone solves of a set of problems. */
interface LuckFloor {
  benchmark: string;
  /** Guesses at each problem. */
  k: number;
  /** Share of the problems of which one guess at least is right. */
  floor: number;
}

/** The base and the RL policy of each set of problems with guess rates, as measured and beyond luck. */
export interface BeyondLuck {
  /** As measured. */
  all: CoverageTable;
  /** Beyond luck, of the same problems and policies; see `beyondLuck`. */
  left: CoverageTable;
  /** What guessing alone solves at the largest k that both policies measured: exact. */
  floors: LuckFloor[];
}

/**
 * Coverage beyond luck: the share of problems that a policy solves within k tries and that as many guesses, made independently of
 * it, do not solve: the mean over problems of (1 - g)^k pass@k. Unbiased, since g is exact and pass@k is; a problem counts the less
 * the surer luck solves it. The curves cross where the base overtakes on what luck leaves. Problems without a rate are left out, and
 * so is a set of which none has one.
 */
export function beyondLuck(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary,
  options: Omit<CoverageTableOptions, "clusters">
): BeyondLuck {
  const known = new Map(
    rates.map((row) => [JSON.stringify([row.benchmark, row.problem_id]), row.guess_rate])
  );
  const pairs = new Map<string, RatedPair>();
  for (const {benchmark, base, rl, counts: pair} of mainPairs(counts, study)) {
    const rated = pair.problemIds.flatMap((id, i) => {
      const rate = known.get(JSON.stringify([benchmark.benchmark, id]));
      return rate === undefined ? [] : [{rate, counts: [pair.base[i]!, pair.rl[i]!] as const}];
    });
    if (rated.length > 0 && !pairs.has(benchmark.benchmark))
      pairs.set(benchmark.benchmark, ratedPair(rated, [base, rl]));
  }
  const {level, replicates, seed} = options;
  const table = (isLeft: boolean): CoverageTable => ({
    ...{level, replicates, seed},
    benchmarks: [...pairs].map(([benchmark, {rates: own, ...pair}]) =>
      tableCoverage(benchmark, isLeft ? {...pair, table: withoutLuck(pair.table, own)} : pair, options)
    )
  });
  const floors = [...pairs].map(([benchmark, {rates: own, ns}]) => {
    const k = Math.min(...ns);
    return {benchmark, k, floor: guessFloorCurve(own, [k])[0]!};
  });
  return {all: table(false), left: table(true), floors};
}

interface RatedPair {
  table: PassAtKTable;
  ns: number[];
  policies: readonly ComparedPolicy[];
  /** Of each problem. */
  rates: number[];
}

function ratedPair(
  problems: readonly {rate: number; counts: readonly [Counts, Counts]}[],
  policies: readonly ComparedPolicy[]
): RatedPair {
  const byPolicy = policies.map((_, place) => problems.map(({counts}) => counts[place]!));
  const ns = byPolicy.map((all) => all.reduce((least, {n}) => Math.min(least, n), Infinity));
  return {
    table: passAtKTable(byPolicy, kGrid(Math.max(...ns))),
    ...{ns, policies},
    rates: problems.map(({rate}) => rate)
  };
}

/** pass@k of each problem times the chance that k guesses at its rate all fail. */
function withoutLuck(table: PassAtKTable, rates: readonly number[]): PassAtKTable {
  const {ks, problems} = table;
  const values = table.values.map((value, place) => {
    const column = Math.floor(place / problems);
    return value * Math.exp(ks[column % ks.length]! * Math.log1p(-rates[place % problems]!));
  });
  return {...table, values};
}
