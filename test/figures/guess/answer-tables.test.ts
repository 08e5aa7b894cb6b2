import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {spreadAnswer, spreadPairs} from "../../../src/figures/perplexity/answer-spread-table.js";
import {answerGuessSentence, luckSentence} from "../../../src/findings/guess/answer-luck.js";
import {guessCounts, guessStudy} from "./example-guesses.js";

const estimate = (value: number) => ({estimate: value, low: value - 0.1, high: value + 0.1});

describe("spreadAnswer", () => {
  const spread = (benchmark: string, policy: string, entropy: number) => ({
    ...{benchmark, policy, problems: 4, n: 10, distinct: 3},
    entropy: estimate(entropy)
  });

  it("counts the benchmarks on which RLVR leaves fewer answers, with the range of what is left", () => {
    const pairs = spreadPairs(
      [
        spread("sums", "base", 2),
        spread("sums", "grpo", 0.5),
        spread("dots", "base", 1),
        spread("dots", "grpo", 0.9)
      ],
      guessCounts,
      guessStudy
    );
    expect(spreadAnswer(pairs)).toBe(
      "After RLVR the answers to a problem differ less than those of the base, beyond both intervals, on 1 of 2 benchmarks. Their entropy is 25.0% to 90.0% of the base’s."
    );
    expect(spreadAnswer([])).toContain("no pair of policies");
  });
});

describe("answerGuessSentence", () => {
  it("tells on how many benchmarks own answers beat those to other problems", () => {
    const guess = (others: number, difference: number) => ({
      ...{benchmark: "dots", policy: "base", problems: 9, n: 10, floor: 2 * others},
      own: estimate(others + difference),
      others: estimate(others),
      difference: {...estimate(difference), p: difference > 0.1 ? 0.001 : 0.2}
    });
    expect(answerGuessSentence([guess(0.2, 0.3), guess(0.4, 0.05)])).toBe(
      "On 1 of 2 tasks the base’s own answers are right more often than its answers to other problems would be, clearly (p < 0.05 after Holm’s correction over 2 tests). Answers to other problems are right in 20% to 40% of the tries; 10 of them would solve 40% to 80% of the problems whose answer is known."
    );
    expect(luckSentence([guess(0.2, 0.3)], ["dots"])).toBe(
      "Answers to other problems are right in 20% of the tries; 10 of them would solve 40% of the problems whose answer is known."
    );
    expect(luckSentence([guess(0.2, 0.3)], ["sums"])).toContain("chance is not excluded");
    expect(answerGuessSentence([])).toContain("nothing to compare");
  });
});

describe("the code page", () => {
  it("says of chance what is computed of its own benchmarks, and nowhere that it is excluded", () => {
    const page = readFileSync(resolve(import.meta.dirname, "../../../src/code.md"), "utf8");
    expect(page).toContain("const sets = table.benchmarks.map(({benchmark}) => benchmark);");
    expect(page).toContain("${luckSentence(answers.guesses, sets)}");
    const said = page.replace(/```js[^]*?```/g, "").match(/[^.\n]*\b(?:chance|luck)\b[^.\n]*\./gi) ?? [];
    expect(said).toEqual([
      " Chance is not excluded, though: programs written for other problems can be right too."
    ]);
  });
});
