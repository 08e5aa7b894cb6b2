import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gradeVisual} from "../../../loaders/verification/visual/answer.js";
import type {VisualGold} from "../../../loaders/verification/visual/gold.js";

interface Case {
  why: string;
  gold: VisualGold;
  completion: string;
  /** Null where the completion is correct. */
  reason: string | null;
}

const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as Case[];

const golds: VisualGold[] = [
  {type: "number", value: "6"},
  {type: "number", value: "1.25", precision: 2, unit: "g"},
  {type: "list", value: "[1, 2]"},
  {type: "text", value: "maybe"},
  {type: "choice", choices: ["less than 10", "12", "white one"], answer: 0}
];

/** Milliseconds of the fastest of up to five runs: a busy machine slows some of them, a slow algorithm all. */
function fastest(run: () => void): number {
  let least = Infinity;
  for (let i = 0; i < 5 && least > 50; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

describe("gradeVisual", () => {
  it("has at least 120 cases, each with a reason of its own", () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(new Set(cases.map(({why}) => why)).size).toBe(cases.length);
  });

  it.each(cases)("$why: $completion", ({gold, completion, reason}) => {
    const judgement = gradeVisual(gold, completion);
    expect(judgement.reason).toBe(reason);
    expect(judgement.verdict).toBe(reason === null ? "correct" : "incorrect");
    expect(judgement.extracted === null).toBe(reason === "no_answer");
  });

  it("names the rule that decided", () => {
    const ruleOf = (gold: VisualGold, completion: string): string => gradeVisual(gold, completion).rule;
    expect(ruleOf(golds[0]!, "\\boxed{12/2}")).toBe("exact_algebra");
    expect(ruleOf(golds[1]!, "\\boxed{1.3}")).toBe("rounds_to_2_decimals");
    expect(ruleOf(golds[1]!, "\\boxed{1.25 \\text{ m}}")).toBe("units_differ");
    expect(ruleOf(golds[2]!, "\\boxed{1, 3}")).toBe("item 2");
    expect(ruleOf(golds[4]!, "\\boxed{B}")).toBe("letter");
    expect(ruleOf(golds[4]!, "")).toBe("no_answer");
  });

  it.each([
    null,
    "6",
    {type: "number", value: "six apples and a pear"},
    {type: "number", value: "6", precision: -1},
    {type: "choice", choices: ["a", "b"], answer: 2},
    {type: "choice", choices: [], answer: 0},
    {type: "essay", value: "x"}
  ])("is the verifier's error, not a wrong answer, when the gold is %j", (gold) => {
    expect(gradeVisual(gold, "\\boxed{6}")).toMatchObject({
      verdict: "error",
      extracted: null,
      reason: "verifier_error"
    });
  });

  it("takes a number written in any of several ways and refuses the next integer", () => {
    const writings = [
      "\\boxed{N}",
      "The answer is N.",
      "<answer>N</answer>",
      "#### N",
      "**Answer:** N",
      "It is $N$."
    ];
    fc.assert(
      fc.property(fc.integer({min: -999999, max: 999999}), fc.constantFrom(...writings), (n, writing) => {
        const gold = {type: "number", value: String(n)};
        expect(gradeVisual(gold, writing.replace("N", String(n))).verdict).toBe("correct");
        expect(gradeVisual(gold, writing.replace("N", String(n + 1))).verdict).toBe("incorrect");
      })
    );
  });

  it("accepts what rounds to a decimal reference, and nothing past half a unit", () => {
    const offset = fc.integer({min: -2000, max: 2000});
    fc.assert(
      fc.property(fc.integer({min: -50000, max: 50000}), offset, (hundredths, thousandthsOfUnit) => {
        const value = (hundredths / 100).toFixed(2);
        const written = (hundredths / 100 + thousandthsOfUnit / 100000).toFixed(5);
        const {verdict} = gradeVisual({type: "number", value, precision: 2}, `\\boxed{${written}}`);
        expect(verdict).toBe(Math.abs(thousandthsOfUnit) <= 500 ? "correct" : "incorrect");
      })
    );
  });

  it("judges any text without throwing, and the same text the same way", () => {
    const pieces = fc.constantFrom(
      ..."\\boxed{ } ( ) [ ] , . $ ** <answer> </think> answer is 6 B six yes % ^ \\frac - = \u0000 \ud800 ½ 。".split(
        " "
      )
    );
    const text = fc.oneof(
      fc.array(pieces, {maxLength: 30}).map((parts) => parts.join(" ")),
      fc.string({unit: "binary", maxLength: 80})
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...golds), (completion, gold) => {
        const judgement = gradeVisual(gold, completion);
        expect(judgement.verdict).not.toBe("error");
        expect(gradeVisual(gold, completion)).toEqual(judgement);
      })
    );
  });

  it("judges a megabyte of hostile text as incorrect, in well under a second", () => {
    const units = [
      "\u0000",
      " ",
      "\n",
      "9",
      "9^",
      "\\boxed{",
      "{",
      "the answer is ",
      "**",
      "$",
      "\\frac{1}{",
      "(",
      "(A) ",
      "\ud800",
      "<answer>",
      "1,",
      "twenty-",
      "\\",
      "not "
    ];
    for (const unit of units) {
      const flood = unit.repeat(Math.ceil(2 ** 20 / unit.length));
      for (const completion of [`\\boxed{${flood}}`, `The answer is ${flood}`]) {
        for (const gold of golds) {
          expect(gradeVisual(gold, completion).verdict).toBe("incorrect");
          expect(fastest(() => gradeVisual(gold, completion))).toBeLessThan(250);
        }
      }
    }
  });

  it("does not compute towers, factorials or long sums", () => {
    const bombs = [
      "9^{9^{9^9}}",
      "2^{10^9}",
      "(10^6)!",
      "\\binom{10^9}{10^8}",
      "\\sum_{i=1}^{10^9} i",
      "1+".repeat(200) + "1",
      "(".repeat(240) + "6" + ")".repeat(240)
    ];
    for (const bomb of bombs) {
      for (const gold of golds) {
        expect(fastest(() => gradeVisual(gold, `\\boxed{${bomb}}`))).toBeLessThan(250);
      }
    }
  });
});
