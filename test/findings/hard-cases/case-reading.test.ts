import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {splitSteps} from "../../../loaders/verification/split-steps.js";
import {failingTest, testCalls} from "../../../src/figures/hard-cases/case-failing-test.js";
import {programTokens} from "../../../src/figures/hard-cases/case-program.js";
import {caseSteps, checksEveryStep} from "../../../src/findings/hard-cases/case-steps.js";

describe("caseSteps", () => {
  it("shows the steps before the wrong one as right, those after it as not checked", () => {
    expect(caseSteps("1 + 2 = 3 ; 3 + 3 = 7\n7 - 1 = 6", "step 2: 3 + 3 is not 7")).toEqual([
      {text: "1 + 2 = 3", state: "right"},
      {text: "3 + 3 = 7", state: "wrong", fault: "3 + 3 is not 7"},
      {text: "7 - 1 = 6", state: "unchecked"}
    ]);
  });

  it("shows all as right where no step is named", () => {
    const states = (rule: string) => caseSteps("1 + 2 = 3", rule).map(({state}) => state);
    expect([states("all_steps"), states("1 of 2 steps")]).toEqual([["right"], ["right"]]);
    expect(caseSteps(" ", "0 of 2 steps")).toEqual([]);
  });

  it("divides any text as the verifiers do", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("1 + 1 = 2", ";", "\n", " ", "x")).map((parts) => parts.join("")),
        (text) => {
          const steps = splitSteps(text, 1000).map((step) => step.trim());
          expect(caseSteps(text, "all_steps").map((step) => step.text)).toEqual(steps);
        }
      )
    );
  });
});

describe("checksEveryStep", () => {
  it("knows the verifiers of steps by their names", () => {
    const ids = ["countdown@steps", "pictures@steps", "math@strict", "code@python", "visual@answer"];
    expect(ids.filter(checksEveryStep)).toEqual(["countdown@steps", "pictures@steps"]);
  });
});

describe("programTokens", () => {
  it("tells keywords, literals and comments from the rest", () => {
    const tokens = programTokens('def f(xs): # "no"\n  return [x + 10 for x in xs if x != "in"]');
    const of = (kind: string) => tokens.filter((token) => token.kind === kind).map(({text}) => text);
    expect(of("keyword")).toEqual(["def", "return", "for", "in", "if"]);
    expect(of("literal")).toEqual(["10", '"in"']);
    expect(of("comment")).toEqual(['# "no"']);
  });

  it("loses nothing of any text", () => {
    const pieces = fc.constantFrom('"', "'", '"""', "#", "\n", "\\", "def", "x1", "0x1f", " ", "é");
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join("");
        expect(
          programTokens(text)
            .map((token) => token.text)
            .join("")
        ).toBe(text);
      })
    );
  });
});

describe("failingTest", () => {
  const gold = {
    entry_point: "f",
    tests: [
      {args: [[]], expected: []},
      {args: [[1, 2], true], expected: null}
    ]
  };

  it("gives the call of the test that the rule names, as Python writes it", () => {
    expect(failingTest("test 2: got 4, expected None", gold)).toEqual({
      call: "f([1, 2], True)",
      said: "got 4, expected None"
    });
    expect(testCalls(gold)[1]).toEqual({call: "f([1, 2], True)", expected: "None"});
  });

  it("is null where the rule names no test, or the problem lists none", () => {
    expect(failingTest("timeout after 2 s", gold)).toBeNull();
    expect(failingTest("test 9: got 1, expected 2", gold)).toBeNull();
    expect(failingTest("test 1: got 1, expected 2", null)).toBeNull();
    expect(failingTest("test 1: got 1, expected 2", {numbers: [1]})).toBeNull();
  });
});
