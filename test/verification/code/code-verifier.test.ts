import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem, totalProblem, totalSolution} from "./problems.js";

const {judge, verifier} = useCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});

describe("a problem with examples", () => {
  it("is solved by a program that gives every expected output", async () => {
    expect(await judge(totalProblem, totalSolution)).toEqual({
      verdict: "correct",
      extracted: totalSolution,
      reason: null,
      rule: "all 3 tests passed"
    });
  });

  it("is not solved by one wrong output; the rule says which", async () => {
    const judgement = await judge(totalProblem, "def total(values):\n    return sum(values) or 1\n");
    expect(judgement).toMatchObject({
      verdict: "incorrect",
      reason: "mismatch",
      rule: "test 2: got 1, expected 0"
    });
  });

  it("is not answered by a completion without a program", async () => {
    expect(await judge(totalProblem, " \n")).toMatchObject({
      verdict: "incorrect",
      extracted: null,
      reason: "no_answer"
    });
  });

  it("is judged in order, many completions at once, each as if it were alone", async () => {
    const completions = Array.from({length: 60}, (_, i) =>
      i % 3 === 0 ? totalSolution : `def total(values):\n    return ${i}\n`
    );
    const judgements = await verifier().judge(
      completions.map((completion) => ({problem: totalProblem, completion}))
    );
    expect(judgements.map(({verdict}) => verdict)).toEqual(
      completions.map((_, i) => (i % 3 === 0 ? "correct" : "incorrect"))
    );
  });

  it("compares as Python does: 1 equals 1.0, and a tuple is no list", async () => {
    const problem = codeProblem({entry_point: "f", tests: [{args: [1], expected: [1, 2]}]});
    expect(await judge(problem, "def f(x):\n    return [1.0, 2]\n")).toMatchObject({verdict: "correct"});
    expect(await judge(problem, "def f(x):\n    return (1, 2)\n")).toMatchObject({
      verdict: "incorrect",
      reason: "mismatch"
    });
  });

  it("gives each call arguments of its own, and each program the same random numbers", async () => {
    const emptied = codeProblem({
      entry_point: "f",
      tests: [
        {args: [[1]], expected: 1},
        {args: [[1]], expected: 1}
      ]
    });
    expect(await judge(emptied, "def f(x):\n    return x.pop()\n")).toMatchObject({verdict: "correct"});
    const draw = "import random\ndef f(x):\n    return random.random()\n";
    const [first, second] = await Promise.all([judge(emptied, draw), judge(emptied, draw)]);
    expect(first.rule).toBe(second.rule);
  });

  it("is refused if its gold is no code gold", async () => {
    await expect(judge(codeProblem({entry_point: "f"}), totalSolution)).rejects.toThrow(
      "own/p: invalid gold: it needs tests, inputs, check or script_tests"
    );
    await expect(
      judge(codeProblem({entry_point: "f(x)", tests: [{args: [], expected: 1}]}), totalSolution)
    ).rejects.toThrow(/own\/p: invalid gold: entry_point/);
  });
});

describe("a program's limits", () => {
  const strict = useCodeVerifier({parallel: 1, limits: {outputBytes: 1000}});

  it("rise with what the reference needs", async () => {
    const slow = "def f(n):\n    x = 0\n    for i in range(n):\n        x += i\n    return [x] * 200000\n";
    const problem = codeProblem({entry_point: "f", inputs: "[[1000000], [2000000]]", program: slow});
    expect(await strict.judge(problem, slow)).toMatchObject({verdict: "correct"});
  });
});
