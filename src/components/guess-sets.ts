import {pairedCounts, type BenchmarkCounts} from "../metrics/benchmark-counts.js";
import type {Counts} from "../metrics/counts.js";
import type {GuessRate} from "../metrics/guess-rate.js";
import {solvedRarely} from "../metrics/solved-rarely.js";
import type {StudySummary} from "../metrics/study-summary.js";
import type {Comparison} from "./comparison.js";
import {mainPairs} from "./main-pairs.js";

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
 * The benchmarks whose problems have a guess rate. Where the `guess` experiment has a policy with a prefill, which answers
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
        .filter(({benchmark}) => benchmark === comparison.benchmark.benchmark)
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
  const experiment = study.experiments.find((one) => one.experiment === "guess");
  const members = study.policies.filter(({policy}) => experiment?.policies.includes(policy));
  const direct = members.find(({prefill}) => prefill !== null);
  const rl = members.find(
    ({base, prefill}) => prefill === null && members.some(({policy}) => policy === base)
  );
  const base = members.find(({policy}) => policy === rl?.base);
  if (!experiment || !direct || !rl || !base) return [];
  const ids = experiment.benchmarks.filter(
    (id) => !(id.endsWith(DIRECT) && experiment.benchmarks.includes(id.slice(0, -DIRECT.length)))
  );
  return ids.flatMap((id): GuessSet[] => {
    const benchmark = study.benchmarks.find((one) => one.benchmark === id);
    const rows = counts.find((one) => one.benchmark === id);
    const answered = counts.find((one) => one.benchmark === id + DIRECT) ?? rows;
    const own = answered?.policies.find(({policy}) => policy === direct.policy);
    const pair = rows ? pairedCounts(rows, base.policy, rl.policy) : null;
    if (!benchmark || !answered || !own || !pair) return [];
    const problems = pair.problemIds.flatMap((problemId, i): GuessedProblem[] => {
      const place = answered.problemIds.indexOf(problemId);
      const [n, c] = [own.n[place] ?? 0, own.c[place] ?? 0];
      return n === 0 ? [] : [{base: pair.base[i]!, rl: pair.rl[i]!, rate: c / n, direct: {n, c}}];
    });
    return problems.length === 0 ? [] : [{benchmark, base, rl, problems, source: "direct"}];
  });
}

/**
 * Whether a problem stays. Direct answers, as in the paper: one that is right sometimes but rarely, below `limit`, is a guess and
 * goes; one that is right more often is known, and stays. Random arithmetic knows nothing: what it meets at `limit` or more goes.
 */
export function stays({rate, direct}: GuessedProblem, limit: number): boolean {
  return direct === null ? rate < limit : !solvedRarely(direct, limit);
}
