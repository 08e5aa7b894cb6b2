import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {pictureGold} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import {families} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {solutionText, trueSolution} from "../../../loaders/benchmarks/dot-pictures/solution.js";
import {gradePictureAnswer} from "../../../loaders/verification/dot-pictures/answer.js";
import {expectedJudgement, longTexts, readCases} from "../../support/verification/grade-cases.js";
import {drawSolved, picture} from "./example-pictures.js";

const cases = readCases<{question: unknown}>(new URL("answer-cases.json", import.meta.url));

describe("gradePictureAnswer", () => {
  it.each(cases)("$why: $completion", (each) => {
    const {question, completion} = each;
    expect(gradePictureAnswer({picture, question}, completion)).toEqual(expectedJudgement(each));
  });

  it.each(families)(
    "takes the generator's conclusion of %s without its steps, and no other number",
    (family) => {
      for (let index = 0; index < 100; index++) {
        const solved = drawSolved("answer reference", family, index);
        const gold = pictureGold(solved);
        const conclusion = solutionText({...trueSolution(solved.solution), tallies: []});
        expect(gradePictureAnswer(gold, conclusion)).toMatchObject({
          verdict: "correct",
          rule: "final_answer"
        });
        const wrong = conclusion.replace(/\d+$/, (text) => String(Number(text) + 1));
        expect(gradePictureAnswer(gold, wrong)).toMatchObject({verdict: "incorrect", reason: "mismatch"});
      }
    }
  );

  it("judges hostile text as incorrect, fast and without an error", () => {
    const units = ["\u0000", " ", ";", "\n", "9", "=", "answer", "answer :", "answer ", "\ud800"];
    const hostile = longTexts(units);
    const {question} = cases[0]!;
    const start = performance.now();
    for (const completion of [...hostile, `answer${" ".repeat(2 ** 20)}x`, `answer : ${"9".repeat(2 ** 20)}`])
      expect(gradePictureAnswer({picture, question}, completion).reason).toBe("no_answer");
    expect(performance.now() - start).toBeLessThan(5000);
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 200}), (completion) => {
        expect(gradePictureAnswer({picture, question}, completion).verdict).toBe("incorrect");
      })
    );
  });

  it("reports a problem without usable gold as an error, not as a wrong answer", () => {
    expect(gradePictureAnswer({picture}, "answer : 9")).toMatchObject({
      verdict: "error",
      reason: "verifier_error"
    });
  });
});
