import {describe, expect, it} from "vitest";
import {beyondLuckAnswer, beyondLuckCaption} from "../../../src/findings/guess/beyond-luck-text.js";
import {beyondLuck} from "../../../src/metrics/guess/beyond-luck.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const study: StudySummary = {
  ...exampleStudy,
  experiments: [{experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null}]
};
const ids = Array.from({length: 40}, (_, i) => `p${i}`);

/** The base solves each of 40 problems twice in 64, GRPO half of them always; all have this guess rate. */
function table(guess_rate: number) {
  const counts = [
    {
      benchmark: "sums",
      problemIds: ids,
      policies: [
        {policy: "base", n: ids.map(() => 64), c: ids.map(() => 2)},
        {policy: "grpo", n: ids.map(() => 64), c: ids.map((_, i) => (i % 2) * 64)}
      ]
    }
  ];
  const rates = ids.map((problem_id) => ({
    ...{benchmark: "sums", problem_id},
    ...{guesser: "arithmetic" as const, guess_rate}
  }));
  return beyondLuck(counts, rates, study, {level: 0.95, replicates: 200, seed: 1});
}

describe("the words on luck", () => {
  it("name sets on which guessing solves as much as the base may", () => {
    const {lead, cases} = beyondLuckAnswer(table(0.1), study);
    expect(lead).toMatch(
      /guessing alone solves 99\.9% of the problems, as many as the base’s interval allows on Sums: a lead of the base there may be luck\./
    );
    expect(cases[0]!.text).toMatch(
      /guessing, with 64 tries: 99\.9%, the base may be no better; the base: 100\.0% /
    );
  });

  it("say so where there are none, and who solves more of what luck leaves", () => {
    const {lead, cases} = beyondLuckAnswer(table(1e-5), study);
    expect(lead).toBe(
      "With as many tries as were drawn, guessing alone solves 0.1% of the problems, nowhere as many as the base’s interval allows. " +
        "Of what luck leaves, the base solves more than RL, clearly."
    );
    const [measured, beyond] = ["k\\*", "k\\* beyond luck"].map(
      (head) => new RegExp(`; ${head}: ([\\d.]+) `).exec(cases[0]!.text)![1]
    );
    expect(measured).toBe(beyond);
  });

  it("tell below the figure what its lines are", () => {
    expect(beyondLuckCaption(table(0.1), study)).toMatch(
      /^40 problems whose guess rate g is known exactly, /
    );
  });
});
