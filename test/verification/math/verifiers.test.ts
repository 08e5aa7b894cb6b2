import {describe, expect, it} from "vitest";
import {mathPaper, mathStrict} from "../../../loaders/verification/math/verifiers.js";

describe.each([mathPaper, mathStrict])("$id", ({grade}) => {
  const judged = (gold: unknown) =>
    grade({benchmark: "math", gold, completion: "So \\boxed{2}", finishReason: "stop"});

  it("takes a text, a number, or an answer with the paper's text of it", () => {
    for (const gold of ["2", 2, {answer: "2", paper: "2"}])
      expect(judged(gold)).toMatchObject({verdict: "correct", extracted: "2"});
  });

  it.each([true, null, [2], {answer: 2, paper: "2"}, {answer: "2"}])(
    "calls the gold %j an error of the problem's, and throws nothing",
    (gold) => {
      expect(judged(gold)).toMatchObject({
        ...{verdict: "error", extracted: null, reason: "verifier_error"},
        rule: expect.stringMatching(/^invalid gold: /) as string
      });
    }
  );
});
