import {describe, expect, it} from "vitest";
import {pairItem} from "../../loaders/judging/judge-pairs.js";
import {explain} from "../../loaders/verification/explain.js";

describe("explain", () => {
  it("tells how math@strict found, read and compared the answers", async () => {
    const steps = Object.fromEntries(
      await explain("math@strict", pairItem("So it is \\boxed{0.5}.", "\\frac{1}{2}"))
    );
    expect(steps).toMatchObject({"extracted by": "boxed", extracted: "0.5", verdict: "correct"});
  });

  it("tells that a cut completion answers only explicitly", async () => {
    const item = pairItem("So x = 0.5", "\\frac{1}{2}", "", "length");
    expect(Object.fromEntries(await explain("math@strict", item))).toMatchObject({
      "finish reason": "length: only a closed box or a finished statement of the answer counts",
      "extracted by": "nothing found",
      verdict: "incorrect (no_answer)"
    });
  });

  it("tells the same of math@paper, whose verdict may differ", async () => {
    const item = pairItem("So it is \\boxed{42}.", "4200");
    expect(Object.fromEntries(await explain("math@paper", item))).toMatchObject({
      found: "42",
      "output, as compared": "42",
      verdict: "correct"
    });
    expect(Object.fromEntries(await explain("math@strict", item))).toMatchObject({
      verdict: "incorrect (mismatch)"
    });
  });

  it("explains every other verifier by its judgement", async () => {
    const steps = await explain("countdown@steps", pairItem("1 + 2 = 4", {numbers: [1, 2], target: 3}));
    expect(Object.fromEntries(steps)).toMatchObject({
      "decided by": "step 1: 1 + 2 is not 4",
      verdict: "incorrect (bad_step)"
    });
  });

  it("refuses an unknown verifier", async () => {
    await expect(explain("math@guess", pairItem("", ""))).rejects.toThrow(
      /^unknown verifier math@guess.*: use one of /
    );
  });
});
