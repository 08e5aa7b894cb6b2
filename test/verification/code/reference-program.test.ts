import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem} from "./problems.js";

const {judge, verifier} = useCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});
const base = useCodeVerifier({parallel: 1, tests: "base"});

const power = {
  entry_point: "power",
  inputs: '[[2, 3], [10, 2], [2, 200], [2.0, {"i": "0x2000"}]]',
  program:
    "def power(base, exponent):\n    try:\n        return base ** exponent\n    except OverflowError:\n        return float('inf')\n",
  base_tests: 2
};

describe("a problem with a reference program", () => {
  it("takes its expected outputs from the reference, exactly, however large", async () => {
    expect(await judge(codeProblem(power), power.program)).toMatchObject({
      verdict: "correct",
      rule: "all 4 tests passed"
    });
  });

  it("tells plus tests from base tests", async () => {
    const rounded =
      "def power(base, exponent):\n    return int(float(base) ** exponent) + (exponent == 200)\n";
    const judgement = await judge(codeProblem(power), rounded);
    expect(judgement).toMatchObject({
      verdict: "incorrect",
      reason: "crash",
      rule: "test 4 raised OverflowError (all base tests returned)"
    });
    expect(await base.judge(codeProblem(power), rounded)).toMatchObject({
      verdict: "correct",
      rule: "all 2 tests passed"
    });
    expect([verifier().id, base.verifier().id]).toEqual(["code@python", "code@python-base"]);
  });

  it("accepts the outputs of alternative references, each test by itself", async () => {
    const problem = codeProblem({
      ...power,
      inputs: "[[2, 3], [3, 2]]",
      alternatives: ["def power(base, exponent):\n    return exponent ** base\n"]
    });
    expect(await judge(problem, "def power(base, exponent):\n    return 9\n")).toMatchObject({
      verdict: "correct"
    });
  });

  it("is an error if the reference fails", async () => {
    const judgement = await judge(
      codeProblem({...power, program: "def power(*_):\n    raise ValueError\n"}),
      power.program
    );
    expect(judgement).toMatchObject({
      verdict: "error",
      reason: "verifier_error",
      rule: "the reference solution failed: test 1 raised ValueError"
    });
  });

  it("compares outputs too long to keep by their digest", async () => {
    const problem = codeProblem({
      entry_point: "f",
      inputs: "[[300000]]",
      program: "def f(n):\n    return list(range(n))\n"
    });
    expect(await judge(problem, "def f(n):\n    return [i for i in range(n)]\n")).toMatchObject({
      verdict: "correct"
    });
    expect(await judge(problem, "def f(n):\n    return [*range(n - 1), 0]\n")).toMatchObject({
      verdict: "incorrect",
      reason: "mismatch"
    });
  });
});
