import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {pictureGold} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import {families} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {solutionText, trueSolution} from "../../../loaders/benchmarks/dot-pictures/solution.js";
import {vocabulary} from "../../../loaders/benchmarks/dot-pictures/vocabulary.js";
import {gradePicture} from "../../../loaders/verification/dot-pictures/steps.js";
import {expectedJudgement, longTexts, readCases} from "../../support/verification/grade-cases.js";
import {drawSolved, picture} from "./example-pictures.js";

const cases = readCases<{question: unknown}>(new URL("cases.json", import.meta.url));

const references = families.flatMap((family) =>
  Array.from({length: 150}, (_, index) => {
    const solved = drawSolved("reference", family, index);
    const text = solutionText(trueSolution(solved.solution));
    return {gold: pictureGold(solved), words: text.split(" ")};
  })
);

describe("gradePicture", () => {
  it.each(cases)("$why: $completion", (each) => {
    const {question, completion} = each;
    expect(gradePicture({picture, question}, completion)).toEqual(expectedJudgement(each));
  });

  it("takes the generator's solution of every family and strategy", () => {
    for (const {gold, words} of references) {
      expect(gradePicture(gold, words.join(" "))).toMatchObject({verdict: "correct", rule: "all_steps"});
    }
  });

  it("refuses a right solution after any change, loss or doubling of one word", () => {
    let changes = 0;
    const accepted: string[] = [];
    for (const {gold, words} of references.filter((_, index) => index % 15 === 0)) {
      for (const [place, word] of words.entries()) {
        const others = vocabulary.filter((other) => other !== word);
        const replaced = [...others.map((other) => [other]), [], [word, word]];
        for (const replacement of replaced) {
          const changed = words.toSpliced(place, 1, ...replacement).join(" ");
          if (isSameOperation(words, changed)) continue;
          changes++;
          if (gradePicture(gold, changed).verdict !== "incorrect") accepted.push(changed);
        }
      }
    }
    expect(accepted).toEqual([]);
    expect(changes).toBeGreaterThan(50_000);
  });

  it("judges hostile text as incorrect, fast and without an error", () => {
    const units = ["\u0000", " ", ";", "\n", "9", "row 1 : 3 ;", "row ", ": ", "\ud800", "\u001b[31m"];
    const hostile = longTexts(units);
    const questions = [cases[0]!, cases.at(-1)!].map(({question}) => question);
    const start = performance.now();
    for (const completion of [...hostile, `row 1 : 3${" ".repeat(2 ** 20)}x`]) {
      for (const question of questions) {
        expect(gradePicture({picture, question}, completion).verdict).toBe("incorrect");
      }
    }
    expect(performance.now() - start).toBeLessThan(10_000);
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 200}), (completion) => {
        expect(gradePicture({picture, question: cases[0]!.question}, completion).verdict).toBe("incorrect");
      })
    );
  });

  it("reports a problem without usable gold as an error, not as a wrong answer", () => {
    const question = {ask: "count", of: "red"};
    const golds = [
      {question},
      {picture, question: {ask: "count", of: "pink"}},
      {picture: ["rd3 -", "rd3"], question},
      {picture: ["rd0"], question},
      null
    ];
    for (const gold of golds) {
      expect(gradePicture(gold, "answer : 1")).toMatchObject({verdict: "error", reason: "verifier_error"});
    }
  });
});

/** 2 + 2 and 2 * 2 are both ways to make 4: the one change of a word that leaves a right solution right. */
function isSameOperation(words: readonly string[], changed: string): boolean {
  const [left, operator, right, , result] = words.slice(-5);
  const last = changed.split(" ").slice(-5);
  return operator !== last[1] && left === "2" && right === "2" && result === "4" && last[4] === "4";
}
