import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem} from "./problems.js";

const {judge} = useCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});

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
