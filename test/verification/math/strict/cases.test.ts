import {describe, expect, it} from "vitest";
import {explainStrict, gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";
import cases from "./cases.json" with {type: "json"};

const groups = [...new Set(cases.map(({group}) => group))];

describe("gradeStrict", () => {
  it("has at least 400 cases, none of them twice", () => {
    expect(new Set(cases.map(({output, gold}) => `${output}\0${gold}`)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(400);
  });

  for (const group of groups) {
    it(`judges ${group}`, () => {
      for (const {output, gold, verdict, why} of cases.filter((entry) => entry.group === group)) {
        const judgement = gradeStrict(output, gold);
        expect(judgement.verdict, `${output} against ${gold}: ${why} (rule ${judgement.rule})`).toBe(verdict);
        expect(judgement.reason === null).toBe(verdict === "correct");
        expect(judgement.extracted === null).toBe(judgement.reason === "no_answer");
      }
    });
  }

  it("gives the same verdict when output and gold change places, but for roundings, percent and choices", () => {
    const oneWay = new Set([
      "extraction: boxes",
      "extraction: phrases",
      "extraction: prose",
      "percent",
      "multiple choice",
      "scientific notation",
      "large and hostile"
    ]);
    for (const {group, output, gold, verdict} of cases) {
      if (oneWay.has(group)) continue;
      const judgement = gradeStrict(`\\boxed{${gold}}`, output);
      expect(judgement.verdict, `${gold} against ${output} (rule ${judgement.rule})`).toBe(verdict);
    }
  });
});

describe("explainStrict", () => {
  it("states what was extracted, how both sides were read, and the rule", () => {
    expect(explainStrict("So $x = \\boxed{1\\frac{4}{5}}$.", "9/5")).toEqual({
      judgement: {verdict: "correct", extracted: "1\\frac{4}{5}", reason: null, rule: "exact_algebra"},
      extraction: {text: "1\\frac{4}{5}", rule: "boxed"},
      output: "(9/5)",
      gold: "(9 / 5)"
    });
  });

  it("says that there is no answer", () => {
    const {judgement, extraction, output} = explainStrict("I do not know.", "5");
    expect([judgement.reason, extraction, output]).toEqual(["no_answer", null, null]);
  });

  it.each([
    ["15\\mbox{ cm}^2", "15 [100 length^2]"],
    ["(1,2]", "(1, 2]"],
    ["52_8", "52 in base 8"],
    ["\\textbf{(B)}\\ 12", "choice B = 12"],
    ["x<2 \\text{ or } x>3", "x < 2 or x > 3"],
    ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "matrix [1, 2] [3, 4]"],
    ["\\text{Evelyn}", '"Evelyn"'],
    ["3:4", "3 : 4"]
  ])("reads %s as %s", (gold, read) => {
    expect(explainStrict("5", gold).gold).toBe(read);
  });
});
