import type {Band} from "../bootstrap/band.js";
import {coverageBand} from "../bootstrap/coverage-band.js";
import {differenceBand} from "../bootstrap/difference-band.js";
import {pairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import {contrastP} from "../coverage/contrast-p.js";
import type {Contrast, Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {empiricalGuessRates, givenGuessRates, type AnswerCounts} from "./empirical-guess-rates.js";
import {guessFloorCurve} from "./guess-floor-curve.js";

/** How many completions of a policy gave an answer to a problem, and how many of these are correct. */
export interface AnswerCount {
  policy: string;
  problem_id: string;
  answer: string;
  completions: number;
  correct: number;
}

/** A policy's own answers beside the answers that it gave to the other problems of a benchmark. */
export interface AnswerGuesses {
  benchmark: string;
  policy: string;
  /** Problems whose right answer is known, since some policy gave it. */
  problems: number;
  /** Mean empirical guess rate of these problems; see `empiricalGuessRates`. */
  others: Estimate;
  /** Mean share of the own answers that are correct. */
  own: Estimate;
  /** Own minus others, on the same problems. */
  difference: Contrast;
  /** Most completions of a problem that have an answer. */
  n: number;
  /** Share of these problems that `n` such guesses would solve; see `guessFloor`. */
  floor: number;
}

/**
 * What answering without looking at the problem would score. `rows` are those of one benchmark; the answers that any policy
 * gave correctly are a problem's right ones, so that a verifier which looks at more than the answer must not be used. Null
 * where no right answer is known or the policy answered fewer than two problems. Intervals: `meanInterval` and
 * `pairedMeanInterval`.
 */
export function answerGuesses(
  rows: readonly AnswerCount[],
  policy: string,
  {level, replicates, seed}: {level: number; replicates: number; seed: string | number}
): Omit<AnswerGuesses, "benchmark" | "policy"> | null {
  const right = new Map<string, Set<string>>();
  const answers = new Map<string, Map<string, number>>();
  const correct = new Map<string, number>();
  for (const row of rows) {
    const {problem_id: id, answer} = row;
    if (row.correct > 0) setOf(right, id).add(answer);
    if (row.policy !== policy) continue;
    const own = answers.get(id) ?? new Map<string, number>();
    answers.set(id, own.set(answer, row.completions));
    correct.set(id, (correct.get(id) ?? 0) + row.correct);
  }
  const ids = [...answers.keys()];
  const problems = ids.map((id): AnswerCounts => ({
    right: right.get(id) ?? new Set(),
    answers: answers.get(id)!
  }));
  const [rates, given] = [empiricalGuessRates(problems), givenGuessRates(problems)];
  const known = ids.flatMap((id, i) => {
    if (!right.has(id) || Number.isNaN(rates[i]!)) return [];
    const total = [...answers.get(id)!.values()].reduce((sum, count) => sum + count, 0);
    return [{total, own: correct.get(id)! / total, others: rates[i]!, given: given[i]!}];
  });
  if (known.length === 0) return null;
  // A problem counts twice in the mean of the others: by its right answer and by the answers given to it (Hoeffding 1948).
  const meanGiven = mean(known.map(({given}) => given));
  const values = Float64Array.from([
    ...known.map(({own}) => own),
    ...known.map(({others, given}) => others + given - meanGiven)
  ]);
  const bootstrap = pairedBootstrap(
    {policies: 2, problems: known.length, ks: [1], values},
    {seed, replicates}
  );
  const n = Math.max(...known.map(({total}) => total));
  return {
    problems: known.length,
    n,
    floor: guessFloorCurve(
      known.map(({others}) => others),
      [n]
    )[0]!,
    own: estimateOf(coverageBand(bootstrap, 0, {level})),
    others: estimateOf(coverageBand(bootstrap, 1, {level})),
    difference: {...estimateOf(differenceBand(bootstrap, 0, 1, {level})), p: contrastP(bootstrap, 0, 1, 0)}
  };
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const set = sets.get(key) ?? new Set<string>();
  sets.set(key, set);
  return set;
}

function estimateOf({estimate, low, high}: Band): Estimate {
  return {estimate: estimate[0]!, low: low[0]!, high: high[0]!};
}
