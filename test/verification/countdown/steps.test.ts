import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";
import {expectedJudgement, longTexts, readCases} from "../../support/verification/grade-cases.js";

const cases = readCases<{numbers: number[]; target: number}>(new URL("cases.json", import.meta.url));

describe("gradeCountdown", () => {
  it.each(cases)("$why: $completion", (each) => {
    const {numbers, target, completion} = each;
    expect(gradeCountdown({numbers, target}, completion)).toEqual(expectedJudgement(each));
  });

  it("takes any chain that is computed right and refuses it for any other target", () => {
    const numbers = fc.array(fc.integer({min: 1, max: 99}), {minLength: 2, maxLength: 6});
    fc.assert(
      fc.property(numbers, fc.integer({min: 1, max: 5}), (pool, offset) => {
        const steps: string[] = [];
        const total = pool.reduce((sum, next) => {
          steps.push(`${sum} + ${next} = ${sum + next}`);
          return sum + next;
        });
        expect(gradeCountdown({numbers: pool, target: total}, steps.join(" ; ")).verdict).toBe("correct");
        expect(gradeCountdown({numbers: pool, target: total + offset}, steps.join(" ; ")).reason).toBe(
          "mismatch"
        );
      })
    );
  });

  it("judges hostile text as incorrect, fast and without an error", () => {
    const hostile = longTexts(["\u0000", " ", ";", "\n", "9", "1 + 1 = 2 ;", "\ud800", "\u001b[31m"]);
    const start = performance.now();
    for (const completion of [...hostile, `7 + 2 = 9${" ".repeat(2 ** 20)}x`]) {
      expect(gradeCountdown({numbers: [7, 2], target: 9}, completion).verdict).toBe("incorrect");
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("refuses a right solution after any change of one character", () => {
    const solution = "13 + 7 = 20 ; 20 * 4 = 80 ; 80 - 5 = 75";
    const place = fc.integer({min: 0, max: solution.length - 1});
    const character = fc.constantFrom(...Array.from("0123456789+-*/=;x.\u0000\u2028"));
    fc.assert(
      fc.property(place, character, (at, replacement) => {
        fc.pre(solution[at] !== replacement && solution[at] !== " ");
        const changed = solution.slice(0, at) + replacement + solution.slice(at + 1);
        expect(gradeCountdown({numbers: [13, 7, 4, 5], target: 75}, changed).verdict).toBe("incorrect");
      }),
      {numRuns: 500}
    );
  });

  it("reports a problem without usable gold as an error, not as a wrong answer", () => {
    expect(gradeCountdown({numbers: [3, 9]}, "3 + 9 = 12")).toMatchObject({
      verdict: "error",
      reason: "verifier_error"
    });
  });
});
