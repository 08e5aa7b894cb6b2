import {coverageBand} from "../bootstrap/coverage-band.js";
import {pairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";
import {answerEntropy} from "./answer-entropy.js";

/** Answers to one problem by how often they were given: `answers` different ones, each by `completions` completions. */
export interface AnswerFrequency {
  problem_id: string;
  completions: number;
  answers: number;
}

/** How much the answers of one policy to one problem differ, as means over a benchmark's problems. */
export interface AnswerSpread {
  benchmark: string;
  policy: string;
  /** Problems with an answer. */
  problems: number;
  /** Most completions of a problem that have an answer. */
  n: number;
  /** Different answers to a problem. */
  distinct: number;
  /** `answerEntropy` (nats), with a percentile interval from resampling problems. */
  entropy: Estimate;
}

/** The spread of a policy's answers; null without an answer. */
export function answerSpread(
  rows: readonly AnswerFrequency[],
  {level, replicates, seed}: {level: number; replicates: number; seed: string | number}
): Omit<AnswerSpread, "benchmark" | "policy"> | null {
  const problems = new Map<string, AnswerFrequency[]>();
  for (const row of rows) {
    const found = problems.get(row.problem_id);
    if (found) found.push(row);
    else problems.set(row.problem_id, [row]);
  }
  if (problems.size === 0) return null;
  const all = [...problems.values()];
  const sum = (value: (row: AnswerFrequency) => number) => (of: readonly AnswerFrequency[]) =>
    of.reduce((total, row) => total + value(row), 0);
  const distinct = all.map(sum(({answers}) => answers));
  const entropies = Float64Array.from(all, (of) => answerEntropy(counts(of)));
  const table = {policies: 1, problems: all.length, ks: [1], values: entropies};
  const {estimate, low, high} = coverageBand(pairedBootstrap(table, {seed, replicates}), 0, {
    level,
    method: "percentile"
  });
  return {
    problems: all.length,
    n: Math.max(...all.map(sum(({completions, answers}) => completions * answers))),
    distinct: distinct.reduce((total, one) => total + one, 0) / all.length,
    entropy: {estimate: estimate[0]!, low: low[0]!, high: high[0]!}
  };
}

/** The count of each answer. */
function* counts(rows: readonly AnswerFrequency[]): Generator<number> {
  for (const {completions, answers} of rows) for (let i = 0; i < answers; i++) yield completions;
}
