import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {blocks} from "./kinds/blocks.js";
import {cut} from "./kinds/cut.js";
import {fences} from "./kinds/fences.js";
import {functions} from "./kinds/functions.js";
import {add, fenced, prints, right} from "./kinds/kind-case.js";
import {scripts} from "./kinds/scripts.js";
import {values} from "./kinds/values.js";
import {codeProblem} from "./problems.js";

const {judge} = useCodeVerifier({parallel: 2, packages: "/nonexistent"});

describe("code@python", () => {
  it.each([...blocks, ...fences, ...cut, ...values, ...scripts, ...functions])(
    "$kind: $verdict",
    async ({completion, gold = add, prompt = "", verdict}) => {
      expect(await judge(codeProblem(gold, prompt), completion)).toMatchObject({verdict});
    }
  );

  it("names the missing library, and the command that brings it", async () => {
    expect(await judge(codeProblem(add), fenced(`import numpy as np\n${right}`))).toMatchObject({
      verdict: "error",
      reason: "verifier_error",
      rule: "the sandbox has no library numpy (npm run sandbox-packages makes it available)"
    });
  });

  describe("close", () => {
    const close = useCodeVerifier({parallel: 1, packages: "/nonexistent", printed: "close"});

    it.each([
      ["print(1/3)", "0.333333", "correct"],
      ["print('%.9f %.9f' % (1/3, 2/3))", "0.333333333333 0.666666666667", "correct"],
      ["print(1/3)", "0.3334", "incorrect"],
      ["print(1000000.5)", "1000000.0", "correct"],
      ["print(1000001)", "1000000", "incorrect"],
      ["print(10**20 + 1, 1.0)", "100000000000000000000 1", "incorrect"]
    ])("%s for %s: %s", async (code, output, verdict) => {
      expect(await close.judge(codeProblem(prints(output)), fenced(code))).toMatchObject({verdict});
      expect(close.verifier().id).toBe("code@python-close");
    });
  });
});
