import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gradePaper, MAX_ANSWER} from "../../../../loaders/verification/math/paper/grade-paper.js";

interface Case {
  output: string;
  gold: string;
  benchmark?: string;
  extracted: string;
  verdict: "correct" | "incorrect";
  why: string;
}

const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as Case[];

function grade(answer: string, gold: string): string {
  return gradePaper(`\\boxed{${answer}}`, gold).verdict;
}

describe("gradePaper gives the verdict and the answer of the paper's grader", () => {
  it.each(cases)(
    "$output against $gold is $verdict: $why",
    ({output, gold, benchmark, extracted, verdict}) => {
      const judgement = gradePaper(output, gold, benchmark);
      expect([judgement.extracted ?? "", judgement.verdict]).toEqual([extracted, verdict]);
    }
  );
});

describe("gradePaper says how it came to its verdict", () => {
  it.each([
    ["\\boxed{3}", "3", "boxed", "same_text"],
    ["The answer is 300", "3", "the_answer_is", "numeric"],
    ["so 4", "3", "last_number", "numeric"],
    ["\\boxed{(B)}", "B", "boxed", "choice"],
    ["\\boxed{(3)}", "3", "boxed", "same_without_brackets"],
    ["\\boxed{(1.0001,2)}", "(1,2.0001)", "boxed", "elements"],
    [
      "\\boxed{\\begin{pmatrix}1\\\\2.0\\end{pmatrix}}",
      "\\begin{pmatrix}1.0\\\\2\\end{pmatrix}",
      "boxed",
      "matrix"
    ],
    ["\\boxed{uv+w=3}", "w+uv=3", "boxed", "equation"],
    ["\\boxed{x+1+0}", "x+1", "boxed", "symbolic_identity"],
    ["\\boxed{1.4142}", "\\sqrt{2}", "boxed", "symbolic_numeric"],
    ["\\boxed{u<5}", "u>5", "boxed", "symbolic_relation"],
    ["\\boxed{5)}", "5+", "boxed", "symbolic_same"],
    ["\\boxed{u}", "v", "boxed", "mismatch"]
  ])("%s against %s: %s, %s", (output, gold, extraction, rule) => {
    expect(gradePaper(output, gold)).toMatchObject({extraction, rule});
  });

  it("an answer that differs is a mismatch, none is no_answer, and a comparison that SymPy would not finish a timeout", () => {
    expect(gradePaper("\\boxed{4}", "3").reason).toBe("mismatch");
    expect(gradePaper("I do not know", "3")).toMatchObject({reason: "no_answer", extracted: null});
    expect(gradePaper("\\boxed{9^{9^{9^9}}}", "3").reason).toBe("timeout");
    expect(gradePaper("\\boxed{3}", "3").reason).toBeNull();
  });

  it("an answer past the cap is a timeout, cut to the cap", () => {
    const judgement = gradePaper(`\\boxed{${"7".repeat(1_000_000)}}`, "7");
    expect(judgement).toMatchObject({verdict: "incorrect", reason: "timeout", rule: "answer_too_long"});
    expect(judgement.extracted).toHaveLength(MAX_ANSWER);
  });
});

describe("gradePaper has no preference among equal forms", () => {
  const integer = fc.integer({min: -9999, max: 9999});
  const letter = fc.constantFrom("u", "v", "w", "n", "k");

  it("a product of letters is correct in every order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["u", "v", "w", "n", "k"], {minLength: 5}), (letters) => {
        expect(grade(`3${letters.join("")}`, "3uvwnk")).toBe("correct");
      })
    );
  });

  it("an expanded binomial is correct, another coefficient is not", () => {
    fc.assert(
      fc.property(letter, integer, integer, (x, a, b) => {
        const factored = `(2${x}+${a})(${x}+${b})`;
        const expanded = (constant: number): string => `2${x}^2+(${a + 2 * b})${x}+(${constant})`;
        expect(grade(factored, expanded(a * b))).toBe("correct");
        expect(grade(factored, expanded(a * b + 1))).toBe("incorrect");
      })
    );
  });

  it("fractions are correct in lowest terms or not", () => {
    fc.assert(
      fc.property(integer, fc.integer({min: 1, max: 999}), fc.integer({min: 2, max: 50}), (a, b, k) => {
        expect(grade(`\\frac{${a * k}}{${b * k}}+0`, `\\frac{${a}}{${b}}`)).toBe("correct");
      })
    );
  });

  it("any text gives a verdict, the same one twice", () => {
    const text = fc.array(
      fc.constantFrom(
        ...Array.from("0123456789xyde+-*/^_=<,.()[]{}|!&'\\ "),
        "\\frac",
        "\\sqrt",
        "\\sin",
        "\\log_",
        "\\begin{pmatrix}",
        "\\end{pmatrix}",
        "π"
      ),
      {maxLength: 25}
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [output, gold] = [`\\boxed{${a.join("")}}`, b.join("")];
        const judgement = gradePaper(output, gold);
        expect(["correct", "incorrect"]).toContain(judgement.verdict);
        expect(gradePaper(output, gold)).toEqual(judgement);
      }),
      {numRuns: 1500}
    );
  });
});
