import {answerGuesses, type AnswerCount} from "../../../src/metrics/guess/answer-guesses.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {expectation} from "../truth.js";

const names = {
  own: "own answers that are right",
  others: "answers to other problems that would be right",
  difference: "own minus others"
};
/** Completions per problem. */
const N = 16;
/** How often each of the possible answers is the right one; wrong answers fall alike. */
const popularity = [0.4, 0.2, 0.15, 0.1, 0.08, 0.05, 0.02];

/** Answers from a small set, of which some are right more often than others. */
export const guesses: Family = {
  quantities: [
    {name: names.own, printed: "guess page, answers"},
    {name: names.others, printed: "guess page, answers"},
    {name: names.difference, printed: "guess page, answers"}
  ],
  values(truth) {
    const alike = popularity.reduce((sum, share) => sum + share * share, 0);
    const solved = expectation(truth, (p) => p);
    const own = solved + (1 - solved) * alike;
    return new Map([
      [names.own, own],
      [names.others, alike],
      [names.difference, own - alike]
    ]);
  },
  sample(truth, {problems}, name) {
    const stream = random(name);
    const draw = (): number => {
      let rest = stream.uniform();
      return Math.max(
        0,
        popularity.findIndex((share) => (rest -= share) < 0)
      );
    };
    const rows = Array.from({length: problems}, (_, i): AnswerCount[] => {
      const [right, p] = [draw(), truth.base(stream.uniform())];
      const counts = new Map<number, number>();
      for (let j = 0; j < N; j++) {
        const answer = stream.uniform() < p ? right : draw();
        counts.set(answer, (counts.get(answer) ?? 0) + 1);
      }
      const row = {problem_id: String(i), answer: String(right)};
      return [
        {...row, policy: "other", completions: 1, correct: 1},
        ...[...counts].map(([answer, completions]) => ({
          problem_id: String(i),
          policy: "base",
          answer: String(answer),
          completions,
          correct: answer === right ? completions : 0
        }))
      ];
    }).flat();
    const found = answerGuesses(rows, "base", {level: 0.95, replicates: 2, seed: name})!;
    const report = new Map<string, Interval>([
      [names.own, found.own],
      [names.others, found.others],
      [names.difference, found.difference]
    ]);
    return {report};
  }
};
