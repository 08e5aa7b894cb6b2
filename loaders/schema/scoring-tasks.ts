import {referenceAuthor} from "./score.js";
import {isAsked} from "./study/is-asked.js";
import type {Benchmark, Policy, Study} from "./study.js";

/** A base and a policy that was trained from it, on one benchmark of the study's perplexity experiment. */
export interface ScoredPair {
  base: Policy;
  rl: Policy;
  benchmark: Benchmark;
  /** Completions per problem that are compared: the first ones. */
  n: number;
}

/** Texts that one model has to score: what `author` wrote for a benchmark. */
export interface ScoringTask {
  scorer: Policy;
  benchmark: Benchmark;
  /** A policy's id, or `referenceAuthor`. */
  author: string;
  /** Texts per problem: the first ones. */
  n: number;
}

/** The pairs that the study's perplexity experiment compares, benchmark by benchmark; none if it has no such experiment. */
export function scoredPairs({policies, benchmarks, experiments}: Study): ScoredPair[] {
  const experiment = experiments.find(({id}) => id === "perplexity");
  if (experiment === undefined) return [];
  const members = policies.filter(({id}) => experiment.policies.includes(id));
  return benchmarks
    .filter(({id}) => experiment.benchmarks.includes(id))
    .flatMap((benchmark) =>
      members.flatMap((rl): ScoredPair[] => {
        const base = members.find(({id}) => id === rl.base);
        if (base === undefined || ![base, rl].every((one) => isAsked(one, benchmark.id))) return [];
        return [
          {
            base,
            rl,
            benchmark,
            n: experiment.n ?? Math.min(base.sampling.n, rl.sampling.n, benchmark.n ?? Infinity)
          }
        ];
      })
    );
}

/**
 * What must be scored for these pairs: each model reads the other's completions, and both read the reference solutions.
 * A model's own completions have their log-probability from sampling. Tasks of one scorer stand together, each once.
 */
export function scoringTasks(pairs: readonly ScoredPair[]): ScoringTask[] {
  const tasks = new Map<string, ScoringTask>();
  const add = (scorer: Policy, author: string, {benchmark, n}: ScoredPair): void => {
    const key = JSON.stringify([scorer.id, benchmark.id, author]);
    tasks.set(key, {scorer, benchmark, author, n: Math.max(n, tasks.get(key)?.n ?? 0)});
  };
  for (const pair of pairs) {
    add(pair.base, pair.rl.id, pair);
    add(pair.rl, pair.base.id, pair);
    add(pair.base, referenceAuthor, {...pair, n: allReferences});
    add(pair.rl, referenceAuthor, {...pair, n: allReferences});
  }
  const scorers = [...new Set([...tasks.values()].map(({scorer}) => scorer))];
  return scorers.flatMap((scorer) => [...tasks.values()].filter((task) => task.scorer === scorer));
}

/** More than a problem has reference solutions. */
const allReferences = 2 ** 24;
