import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {createCodeVerifier} from "../../../loaders/verification/code/code-verifier.js";
import type {Judgement} from "../../../loaders/schema/verdict.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import type {Verifier} from "../../../loaders/verification/verifier.js";
import {codeProblem, totalProblem, totalSolution} from "./problems.js";

let verifier: Verifier;
let baseVerifier: Verifier;

beforeAll(async () => {
  verifier = await createCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});
  baseVerifier = await createCodeVerifier({parallel: 1, tests: "base"});
});

afterAll(async () => {
  await verifier.close();
  await baseVerifier.close();
});

async function judge(problem: Problem, completion: string, by = verifier): Promise<Judgement> {
  const [judgement] = await by.judge([{problem, completion}]);
  return judgement!;
}

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
    const judgements = await verifier.judge(
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
      "invalid gold of own/p: it needs tests, inputs, check or script_tests"
    );
    await expect(
      judge(codeProblem({entry_point: "f(x)", tests: [{args: [], expected: 1}]}), totalSolution)
    ).rejects.toThrow(/invalid gold of own\/p: entry_point/);
  });
});

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
    expect(await judge(codeProblem(power), rounded, baseVerifier)).toMatchObject({
      verdict: "correct",
      rule: "all 2 tests passed"
    });
    expect([verifier.id, baseVerifier.id]).toEqual(["code@python", "code@python-base"]);
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

/** One output of `f` against the expected one. */
async function compare(
  oracle: string,
  expected: string,
  output: string,
  args = "[]",
  atol = 0
): Promise<string> {
  const problem = codeProblem({
    entry_point: "f",
    inputs: `[${args}]`,
    program: `import re\ndef f(*_):\n    return ${expected}\n`,
    oracle,
    atol
  });
  return (await judge(problem, `import re\ndef f(*_):\n    return ${output}\n`)).verdict;
}

describe("oracles", () => {
  it("equal: floats within the tolerance, 1e-6 where the problem sets none", async () => {
    expect(await compare("equal", "0.1 + 0.2", "0.3")).toBe("correct");
    expect(await compare("equal", "[0.5, 1.5]", "[0.5, 1.50001]")).toBe("incorrect");
    expect(await compare("equal", "[0.5, 1.5]", "[0.5, 1.50001]", "[]", 0.001)).toBe("correct");
    expect(await compare("equal", "1", "2", "[]", 0.001)).toBe("incorrect");
  });

  it("same_set: the same elements, in any order and number", async () => {
    expect(await compare("same_set", "(1, 2)", "[2, 1, 1]")).toBe("correct");
    expect(await compare("same_set", "(1, 2)", "[1]")).toBe("incorrect");
  });

  it("not_none: a match where the reference has one", async () => {
    expect(await compare("not_none", "re.match('a', 'a')", "True")).toBe("correct");
    expect(await compare("not_none", "re.match('a', 'a')", "re.match('.', 'a')")).toBe("correct");
    expect(await compare("not_none", "re.match('a', 'b')", "re.match('b', 'b')")).toBe("incorrect");
    expect(await compare("not_none", "None", "False")).toBe("correct");
  });

  it("polynomial_root: any root", async () => {
    const minusOne = "[[-1, 0, 1]]";
    expect(await compare("polynomial_root", "1.0", "-1.0", minusOne, 1e-4)).toBe("correct");
    expect(await compare("polynomial_root", "1.0", "0.99", minusOne, 1e-4)).toBe("incorrect");
    expect(await compare("polynomial_root", "1.0", "'1'", minusOne, 1e-4)).toBe("incorrect");
  });

  it("list_or_tuple: a tuple for a list, but not inside", async () => {
    expect(await compare("list_or_tuple", "[1, [2]]", "(1, [2])")).toBe("correct");
    expect(await compare("list_or_tuple", "[1, [2]]", "(1, (2,))")).toBe("incorrect");
  });
});

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

const script = codeProblem({
  script_tests: [
    {input: "2\n3\n", output: "5\n"},
    {input: "1\n1\n", output: "2"}
  ]
});

describe("a problem of standard input and output", () => {
  it("is solved by a script, by its prints", async () => {
    expect(await judge(script, "```python\nprint(int(input()) + int(input()))\n```")).toMatchObject({
      verdict: "correct",
      rule: "all 2 outputs are right"
    });
    const threaded =
      "import sys, threading\ndef main():\n    print(sum(map(int, sys.stdin)))\nthreading.Thread(target=main).start()\n";
    expect(await judge(script, threaded)).toMatchObject({verdict: "correct"});
    expect(
      await judge(
        script,
        "import sys\nif __name__ == '__main__':\n    print(sum(map(int, open(0))))\n    sys.exit()\n"
      )
    ).toMatchObject({verdict: "correct"});
  });

  it.each([
    ["print(5)", "mismatch", "input 2: the output differs"],
    ["int(input()) + int(input())", "mismatch", "input 1: the output differs"],
    ["input(), input(), input()", "crash", "input 1: loading raised EOFError"],
    ["print(5)\nimport sys\nsys.exit(1)", "crash", "input 1: loading raised SystemExit"],
    [
      "print(5, flush=True)\nimport os\nos._exit(0)",
      "crash",
      "input 1: the program left after 0 recorded tests"
    ],
    ["while True:\n    print('x' * 10000)", "output_limit", "input 1: wrote more than the output limit"]
  ])("is not solved by %j", async (completion, reason, rule) => {
    expect(await judge(script, completion)).toMatchObject({verdict: "incorrect", reason, rule});
  });
});

describe("a program's limits", () => {
  it("rise with what the reference needs", async () => {
    const slow = "def f(n):\n    x = 0\n    for i in range(n):\n        x += i\n    return [x] * 200000\n";
    const problem = codeProblem({entry_point: "f", inputs: "[[1000000], [2000000]]", program: slow});
    const strict = await createCodeVerifier({parallel: 1, limits: {outputBytes: 1000}});
    try {
      expect(await judge(problem, slow, strict)).toMatchObject({verdict: "correct"});
    } finally {
      await strict.close();
    }
  });
});
