import {answerSpread, type AnswerFrequency} from "../../../src/metrics/perplexity/answer-spread.js";
import {outputEntropy} from "../../../src/metrics/perplexity/output-entropy.js";
import {
  perplexityShift,
  shareBelowMedian,
  type ProblemPerplexities
} from "../../../src/metrics/perplexity/perplexity-shift.js";
import {median} from "../../../src/metrics/perplexity/perplexity-spread.js";
import type {Estimate} from "../../../src/metrics/statistics/interval.js";
import {mean} from "../../../src/metrics/statistics/mean.js";

import {random, type Random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {drawRates, type Truth} from "../truth.js";

const names = {
  base: "median perplexity of the base",
  policy: "median perplexity of RL",
  below: "share below the base’s median",
  entropy: "entropy of tokens",
  answers: "entropy of answers"
};
/** Completions per problem. */
const N = 16;
const LEVEL = {level: 0.95};
/** Problems that stand for the population where a value has no formula. */
const MANY = 20_000;

/** Perplexities, token entropies and answers: texts of problems that the policies solve more or less often. */
export const texts: Family = {
  quantities: [
    {name: names.base, printed: "perplexity page, claim on perplexity"},
    {name: names.policy, printed: "perplexity page, claim on perplexity"},
    {name: names.below, printed: "perplexity page, claim on perplexity"},
    {name: names.entropy, printed: "output entropies, reference entropies, matched temperatures"},
    {name: names.answers, printed: "spread of the answers"}
  ],
  values(truth) {
    const {perplexity, entropies} = drawTexts(truth, MANY, random(`${truth.name}, population`));
    return new Map([
      [names.base, median(perplexity.flatMap(({base}) => [...base]))],
      [names.policy, median(perplexity.flatMap(({policy}) => [...policy]))],
      [names.below, mean(perplexity.map(shareBelowMedian))],
      ...[...entropies].map(([name, {estimate}]): [string, number] => [name, estimate])
    ]);
  },
  sample(truth, {problems}, name) {
    const {perplexity, entropies} = drawTexts(truth, problems, random(name));
    const shift = perplexityShift(perplexity, LEVEL)!;
    const report = new Map<string, Estimate>([
      [names.base, shift.baseMedian],
      [names.policy, shift.policyMedian],
      [names.below, shift.shareBelow],
      ...entropies
    ]);
    return {report};
  }
};

function drawTexts(
  truth: Truth,
  problems: number,
  stream: Random
): {perplexity: ProblemPerplexities[]; entropies: Map<string, Estimate>} {
  const rates = drawRates(truth, problems, stream);
  const perplexity = perplexities(rates, stream);
  const sums = rates.map(({p}) => {
    const tokens = N * (20 + 20 * stream.uniform() * (1 - p));
    return {entropy: 0.3 * tokens * binaryEntropy(p), tokens};
  });
  const entropies = new Map([
    [names.entropy, outputEntropy(sums, LEVEL)],
    [names.answers, answerSpread(answers(rates, stream), LEVEL)!.entropy]
  ]);
  return {perplexity, entropies};
}

/** The harder a problem, the higher and the more scattered the perplexity; RL's lies lower, the more it solves. */
function perplexities(rates: readonly {p: number; q: number}[], stream: Random): ProblemPerplexities[] {
  const drawn = (centre: number, scatter: number): number[] =>
    Array.from({length: N}, () => Math.exp(centre + scatter * (stream.uniform() + stream.uniform() - 1)));
  return rates.map(({p, q}) => {
    const own = 0.3 + 0.5 * (1 - p) * stream.uniform();
    return {base: drawn(own, 0.3), policy: drawn(own - 0.2 * q * stream.uniform(), 0.2)};
  });
}

function binaryEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p));
}

/** The right answer as often as the base solves the problem, else one of five. */
function answers(rates: readonly {p: number}[], stream: Random): AnswerFrequency[] {
  return rates.flatMap(({p}, i) => {
    const counts = new Map<number, number>();
    for (let j = 0; j < N; j++) {
      const answer = stream.uniform() < p ? -1 : stream.below(5);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
    return [...counts.values()].map((completions) => ({problem_id: String(i), completions, answers: 1}));
  });
}
