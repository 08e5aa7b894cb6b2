import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  defaultWeights,
  drawSolvedPicture,
  drawTopic,
  pictureGold
} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import {families} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {solutionText, trueSolution} from "../../../loaders/benchmarks/dot-pictures/solution.js";
import {createRandom} from "../../../loaders/random/random.js";
import {gradePictureAnswer} from "../../../loaders/verification/dot-pictures/answer.js";

interface Case {
  question: unknown;
  completion: string;
  reason: string | null;
  extracted: string | null;
  rule: string;
  why: string;
}

const cases = JSON.parse(readFileSync(new URL("answer-cases.json", import.meta.url), "utf8")) as Case[];

/** The picture of all cases: 9 red, 7 green and 10 blue marks; rows of 8, 5, 6 and 7; columns of 6, 7, 5 and 8. */
const picture = ["rd3 - bc1 gr4", "rc2 rr1 - bd2", "gd1 bd4 rd1 -", "- gc2 br3 rr2"];

describe("gradePictureAnswer", () => {
  it.each(cases)("$why: $completion", ({question, completion, reason, extracted, rule}) => {
    const verdict = reason === null ? "correct" : "incorrect";
    expect(gradePictureAnswer({picture, question}, completion)).toEqual({verdict, extracted, reason, rule});
  });

  it.each(families)(
    "takes the generator's conclusion of %s without its steps, and no other number",
    (family) => {
      for (let index = 0; index < 100; index++) {
        const random = createRandom("answer reference", family, index);
        const solved = drawSolvedPicture(
          random,
          "training",
          drawTopic(random, defaultWeights, family),
          defaultWeights
        );
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
    const hostile = units.map((unit) => unit.repeat(Math.ceil(2 ** 20 / unit.length)));
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
