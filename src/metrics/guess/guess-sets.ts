import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {Comparison} from "../counts/comparison.js";
import type {Counts} from "../counts/counts.js";
import {mainPairs} from "../counts/main-pairs.js";
import {solvedRarely} from "../counts/solved-rarely.js";
import type {StudySummary} from "../study/study-summary.js";
import type {GuessRate} from "./guess-rate.js";

/** A problem with what guessing does to it. */
export interface GuessedProblem {
  base: Counts;
  rl: Counts;
  /** Chance that one guess is right. */
  rate: number;
  /** Answers that the base gave without reasoning; null where the rate is exact. */
  direct: Counts | null;
}

/** A benchmark on which a base and an RL policy are compared, with the guess rate of each problem. */
export interface GuessSet extends Omit<Comparison, "counts"> {
  problems: GuessedProblem[];
  /** `direct`: measured from answers without reasoning. `arithmetic`: the exact chance of random right steps. */
  source: "direct" | "arithmetic";
}

const DIRECT = "-direct";

/**
 * The benchmarks of the mathematics, code and visual experiments whose problems have a guess rate. Where the `guess` experiment has a policy with a prefill, which answers
 * directly, its counts on `BENCHMARK-direct`, or on the benchmark itself where there is no such one; else the exact rates.
 */
export function guessSets(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary
): GuessSet[] {
  return [...arithmeticSets(counts, rates, study), ...directSets(counts, study)];
}

function arithmeticSets(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary
): GuessSet[] {
  return mainPairs(counts, study).flatMap(({counts: pair, ...comparison}): GuessSet[] => {
    const ofBenchmark = new Map(
      rates
        .filter(
          ({benchmark, guesser}) => guesser === "arithmetic" && benchmark === comparison.benchmark.benchmark
        )
        .map((row) => [row.problem_id, row.guess_rate])
    );
    const problems = pair.problemIds.flatMap((id, i): GuessedProblem[] => {
      const rate = ofBenchmark.get(id);
      return rate === undefined ? [] : [{base: pair.base[i]!, rl: pair.rl[i]!, rate, direct: null}];
    });
    return problems.length === 0 ? [] : [{...comparison, problems, source: "arithmetic"}];
  });
}

function directSets(counts: readonly BenchmarkCounts[], study: StudySummary): GuessSet[] {
  const members = study.experiments.find(({experiment}) => experiment === "guess")?.policies ?? [];
  const direct = study.policies.find(({policy, prefill}) => prefill !== null && members.includes(policy));
  if (!direct) return [];
  return mainPairs(counts, study).flatMap(({counts: pair, ...comparison}): GuessSet[] => {
    const id = comparison.benchmark.benchmark;
    const answered = counts.find(({benchmark}) => benchmark === id + DIRECT) ?? countsOf(counts, id);
    const own = answered?.policies.find(({policy}) => policy === direct.policy);
    if (!answered || !own) return [];
    const problems = pair.problemIds.flatMap((problemId, i): GuessedProblem[] => {
      const place = answered.problemIds.indexOf(problemId);
      const [n, c] = [own.n[place] ?? 0, own.c[place] ?? 0];
      return n === 0 ? [] : [{base: pair.base[i]!, rl: pair.rl[i]!, rate: c / n, direct: {n, c}}];
    });
    return problems.length === 0 ? [] : [{...comparison, problems, source: "direct"}];
  });
}

function countsOf(counts: readonly BenchmarkCounts[], id: string): BenchmarkCounts | undefined {
  return counts.find(({benchmark}) => benchmark === id);
}

/**
 * Whether a problem stays. Direct answers, as in the paper: one that is right sometimes but rarely, below `limit`, is a guess and
 * goes; one that is right more often is known, and stays. Random arithmetic knows nothing: what it meets at `limit` or more goes.
 */
export function stays({rate, direct}: GuessedProblem, limit: number): boolean {
  return direct === null ? rate < limit : !solvedRarely(direct, limit);
}
