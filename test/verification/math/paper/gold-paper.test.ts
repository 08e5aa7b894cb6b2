import {describe, expect, it} from "vitest";
import {goldPaper} from "../../../../loaders/verification/math/paper/gold-paper.js";
import {UserError} from "../../../../loaders/schema/user-error.js";

describe("goldPaper(row, benchmark) finds the reference answer", () => {
  it.each([
    ["math", {solution: "So $2+2=\\boxed{4}$, not \\boxed{\\dfrac{8}{2}}.", answer: "5"}, "\\frac{8}{2}"],
    ["math500", {solution: "We get $\\boxed{12\\text{ cm}}$."}, "12"],
    ["minerva_math", {solution: "Hence \\boxed{c^2 \\leq 3 m}."}, "c^2\\le3m"],
    ["minerva", {solution: "Hence \\boxed{4.5e33}."}, "4.5e33"],
    ["olympiadbench", {final_answer: ["$1,000$", "$7$"]}, "1,000"],
    ["gsm8k", {answer: "9 * 2 = <<9*2=18>>18 a day.\n#### 1,018"}, "1,018"],
    ["aime24", {answer: "204"}, "204"],
    ["aime24", {answer: "073"}, "73"],
    ["amc23", {answer: 27.0}, "27"],
    ["another", {answer: "x = 3"}, "3"]
  ])("of %s: %o is %s", (benchmark, row, gold) => {
    expect(goldPaper(row, benchmark)).toBe(gold);
  });

  it("a row without its answer is a user error that names the benchmark and the column", () => {
    expect(() => goldPaper({}, "math500")).toThrow(UserError);
    expect(() => goldPaper({}, "math500")).toThrow(/math500.*"solution"/);
    expect(() => goldPaper({final_answer: []}, "olympiadbench")).toThrow(/final_answer/);
    expect(() => goldPaper({answer: "no mark"}, "gsm8k")).toThrow(/####/);
  });
});
