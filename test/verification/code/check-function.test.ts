import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem} from "./problems.js";

const {judge} = useCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});

const check = codeProblem({
  entry_point: "shift",
  program:
    "def unshift(x):\n    return x - 1\n\ndef shift(x):\n    return 1 if x == 0 else shift(x - 1) + 1\n",
  check: `
def check(candidate):
    import random
    for _ in range(5):
        x = random.randint(1, 9)
        assert abs(unshift(candidate(x)) - x) < 0.5, "not " + str(candidate(x))
    assert candidate(0) == 1
`
});

describe("a problem with a check function", () => {
  it("is solved by outputs that pass the check, whether or not they are the reference's", async () => {
    expect(await judge(check, "def shift(x):\n    return x + 1\n")).toMatchObject({
      verdict: "correct",
      rule: "all 6 calls give the reference's outputs"
    });
    expect(await judge(check, "def shift(x):\n    return x + 1 + 0.25 * (x > 0)\n")).toMatchObject({
      verdict: "correct",
      rule: "the check passed on 6 outputs"
    });
  });

  it("is not solved by outputs that fail it, whatever the program does to its own process", async () => {
    expect(await judge(check, "def shift(x):\n    return x\n")).toMatchObject({
      verdict: "incorrect",
      reason: "mismatch",
      rule: "the check raised AssertionError"
    });
    const equal =
      "class Equal(float):\n    __eq__ = lambda self, other: True\n    __lt__ = lambda self, other: True\ndef shift(x):\n    return Equal(x)\n";
    expect(await judge(check, equal)).toMatchObject({verdict: "incorrect", reason: "mismatch"});
    expect(
      await judge(check, "def check(candidate):\n    pass\ndef shift(x):\n    return None\n")
    ).toMatchObject({verdict: "incorrect"});
    expect(await judge(check, "def shift(x):\n    return x / 0\n")).toMatchObject({
      verdict: "incorrect",
      reason: "crash",
      rule: "test 1 raised ZeroDivisionError"
    });
  });

  it("is an error if the reference does not pass", async () => {
    const problem = codeProblem({
      entry_point: "f",
      program: "def f(x):\n    return 1\n",
      check: "def check(candidate):\n    assert candidate(1) == 2\n"
    });
    const rule = "the reference solution does not pass its check: AssertionError";
    expect(await judge(problem, "def f(x):\n    return 2\n")).toMatchObject({verdict: "error", rule});
  });
});
