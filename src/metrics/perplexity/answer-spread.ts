import type {Estimate, Interval} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {meanInterval} from "../statistics/mean-interval.js";
import {ratioInterval} from "../statistics/ratio-interval.js";
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
  /** `answerEntropy` (nats), with its interval over problems. */
  entropy: Estimate;
}

/** The spread of a policy's answers; null without an answer. */
export function answerSpread(
  rows: readonly AnswerFrequency[],
  {level}: {level: number}
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
  const entropies = all.map((of) => answerEntropy(counts(of)));
  const n = Math.max(...all.map(sum(({completions, answers}) => completions * answers)));
  const most = Math.log(n);
  return {
    problems: all.length,
    n,
    distinct: mean(distinct),
    entropy: entropyInterval(entropies, most, level)
  };
}

/**
 * Entropies are skewed, which `ratioInterval` minds, and may be alike for all but a few problems, which `meanInterval` does for
 * shares near 0 and 1: of the most that is possible for the upper end, of the most that was seen for the lower one, since
 * answers from a small set never come near what is possible. Each end is the farther one of the two.
 */
function entropyInterval(entropies: readonly number[], most: number, level: number): Estimate {
  const skewed = ratioInterval(
    entropies.map((numerator) => ({numerator, denominator: 1})),
    level
  );
  const bounds = (whole: number): Interval => {
    if (whole === 0) return {low: 0, high: 0};
    const shares = entropies.map((one) => Math.min(1, one / whole));
    const {low, high} = meanInterval(shares, level);
    return {low: low * whole, high: high * whole};
  };
  return {
    estimate: skewed.estimate,
    low: Math.min(skewed.low, bounds(Math.max(...entropies)).low),
    high: Math.min(most, Math.max(skewed.high, bounds(most).high))
  };
}

/** The count of each answer. */
function* counts(rows: readonly AnswerFrequency[]): Generator<number> {
  for (const {completions, answers} of rows) for (let i = 0; i < answers; i++) yield completions;
}
