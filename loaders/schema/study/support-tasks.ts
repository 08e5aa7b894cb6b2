import {scoredPairs, type ScoredPair} from "../scoring-tasks.js";
import type {Benchmark, Policy, Study} from "../study.js";
import {studyCells} from "./study-cells.js";

/** Texts that one model has to read for the support certificates. */
export interface SupportTask {
  scorer: Policy;
  benchmark: Benchmark;
  /** Who wrote them; null for the reference solutions. */
  author: Policy | null;
  /** Completions of each problem that are looked at: all that the study draws. */
  n: number;
}

/** A base and a policy that was trained from it, of the perplexity experiment, with all that the study draws of them. */
export interface SupportPair extends Pick<ScoredPair, "base" | "rl" | "benchmark"> {
  /** Completions of each problem, as the study asks for them. */
  baseN: number;
  rlN: number;
}

/** The pairs that have certificates. */
export function supportPairs(study: Study): SupportPair[] {
  const cells = studyCells(study);
  const drawn = (policy: Policy, benchmark: Benchmark): number =>
    cells.find((cell) => cell.policy === policy && cell.benchmark === benchmark)!.n;
  // What is drawn from a power of whole completions has no nucleus along the text.
  const pairs = scoredPairs(study).filter(({base, rl}) =>
    [base, rl].every(({sampling}) => sampling.power === null)
  );
  return pairs.map(({base, rl, benchmark}) => ({
    base,
    rl,
    benchmark,
    baseN: drawn(base, benchmark),
    rlN: drawn(rl, benchmark)
  }));
}

/** Each policy of a pair reads what both wrote and the reference solutions. Each task once, those of one scorer together. */
export function supportTasks(study: Study): SupportTask[] {
  const tasks = new Map<string, SupportTask>();
  for (const {base, rl, benchmark, baseN, rlN} of supportPairs(study))
    for (const scorer of [base, rl])
      for (const [author, n] of [
        [base, baseN],
        [rl, rlN],
        [null, 0]
      ] as const)
        tasks.set(JSON.stringify([scorer.id, benchmark.id, author?.id ?? null]), {
          scorer,
          benchmark,
          author,
          n
        });
  const all = [...tasks.values()];
  return [...new Set(all.map(({scorer}) => scorer))].flatMap((scorer) =>
    all.filter((task) => task.scorer === scorer)
  );
}
