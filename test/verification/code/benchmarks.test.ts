import {deflateSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {parseEvalPlusLine} from "../../../loaders/verification/code/benchmarks/evalplus.js";
import {parseHumanEvalRow} from "../../../loaders/verification/code/benchmarks/human-eval.js";
import {parseLiveCodeBenchRow} from "../../../loaders/verification/code/benchmarks/live-code-bench.js";
import {restoreMbppArguments} from "../../../loaders/verification/code/benchmarks/mbpp-types.js";
import {unpackText} from "../../../loaders/verification/code/benchmarks/pickled-text.js";
import {contestPreamble} from "../../../loaders/verification/code/contest-preamble.js";
import {isSameOutput} from "../../../loaders/verification/code/judging/printed-output.js";
import {parsePythonJson, type PythonJson} from "../../../loaders/verification/code/values/python-json.js";
import {encodeValue} from "../../../loaders/verification/code/values/python-value.js";
import {parseCodeGold} from "../../../loaders/verification/code/gold.js";

const line = (taskId: string, inputs: string): string =>
  `{"task_id": "${taskId}", "prompt": "def f(x):\\n", "entry_point": "f", "canonical_solution": "    return x\\n", "base_input": ${inputs}, "plus_input": [[Infinity]], "atol": 0}`;

describe("parseEvalPlusLine", () => {
  it("keeps large integers and Infinity, and counts the base tests", () => {
    const problem = parseEvalPlusLine(
      line("HumanEval/900", "[[123456789012345678901], [1.0]]"),
      "humaneval_plus",
      "f:1"
    );
    expect(problem).toMatchObject({
      benchmark: "humaneval_plus",
      problemId: "HumanEval/900",
      domain: "code",
      prompt: "def f(x):\n"
    });
    expect(parseCodeGold(problem)).toMatchObject({
      form: "calls",
      inputs: "[[123456789012345678901],[1.0],[Infinity]]",
      expected: {program: "def f(x):\n    return x\n"},
      baseTests: 2,
      oracle: "equal"
    });
  });

  it("survives JSON: the gold is plain strings and numbers", () => {
    const {gold} = parseEvalPlusLine(line("Mbpp/2", "[[[1, 2]]]"), "mbpp_plus", "f:1");
    expect(JSON.parse(JSON.stringify(gold))).toEqual(gold);
    expect(gold).toMatchObject({inputs: '[[{"t":[1,2]}],[Infinity]]'});
  });

  it("names the place of a bad line", () => {
    expect(() => parseEvalPlusLine("{", "b", "f.jsonl:7")).toThrow(
      "f.jsonl:7: invalid EvalPlus problem: invalid JSON at character 1: not a string"
    );
    expect(() => parseEvalPlusLine("[]", "b", "f.jsonl:7")).toThrow(
      "f.jsonl:7: invalid EvalPlus problem: it is not a JSON object"
    );
    expect(() => parseEvalPlusLine('{"task_id": 1}', "b", "f.jsonl:7")).toThrow(
      "f.jsonl:7: invalid EvalPlus problem: task_id must be a string"
    );
    expect(() => parseEvalPlusLine(line("HumanEval/1", "3"), "b", "f.jsonl:7")).toThrow(
      "f.jsonl:7: invalid EvalPlus problem: base_input must be a list"
    );
  });
});

describe("restoreMbppArguments", () => {
  it.each([
    [2, "[[1], [2]]", '[{"t":[1]},{"t":[2]}]'],
    [63, "[[[1, 2], [3]]]", '[[{"t":[1,2]},{"t":[3]}]]'],
    [106, "[[1], [2]]", '[[1],{"t":[2]}]'],
    [115, "[[[1, 2], []]]", '[[{"s":[1,2]},{"d":[]}]]'],
    [124, '["0", "(-0-1j)"]', '[0.0,{"c":[-0.0,-1.0]}]'],
    [252, '["1e-100j"]', '[{"c":[0.0,1e-100]}]'],
    [252, "[3]", '[{"c":[3.0,0.0]}]'],
    [252, '["(2.5-3j)"]', '[{"c":[2.5,-3.0]}]'],
    [278, "[[1, [2]]]", '[{"t":[1,{"t":[2]}]}]'],
    [580, "[[1, [2, [3]]]]", '[{"t":[1,{"t":[2,{"t":[3]}]}]}]'],
    [722, '[{"a": [1]}, 2]', '[{"d":[["a",{"t":[1]}]]},2]'],
    [9999, '[[1], {"a": 1}]', '[[1],{"d":[["a",1]]}]']
  ])("restores the arguments of task %i from %s", (task, json, wire) => {
    expect(encodeValue(restoreMbppArguments(task, parsePythonJson(json) as PythonJson[]))).toBe(wire);
  });
});

describe("parseHumanEvalRow", () => {
  it("joins the prompt and the solution", () => {
    const row = {
      task_id: "HumanEval/900",
      prompt: "def f():\n",
      entry_point: "f",
      canonical_solution: "    return 1\n",
      test: "def check(f): pass"
    };
    const gold = {entry_point: "f", check: "def check(f): pass", program: "def f():\n    return 1\n"};
    expect(parseHumanEvalRow(row, "humaneval", "f:1")).toMatchObject({problemId: "HumanEval/900", gold});
    expect(() => parseHumanEvalRow({...row, test: 1}, "humaneval", "f:3")).toThrow(
      "f:3: invalid HumanEval problem: test must be a string"
    );
  });
});

const liveCodeBenchRow = {
  question_id: "900_A",
  question_content: "Add.",
  starter_code: "",
  contest_date: "2024-01-01T00:00:00",
  platform: "atcoder",
  difficulty: "easy",
  public_test_cases: JSON.stringify([{input: "1 2", output: "3", testtype: "stdin"}]),
  private_test_cases: JSON.stringify([{input: "2 2", output: "4", testtype: "stdin"}]),
  metadata: "{}"
};

/** A string as `pickle.dumps` of protocol 4 and then zlib and base64 write it. */
function pack(text: string): string {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  const frame = Buffer.concat([
    Buffer.from([0x80, 4, 0x95]),
    Buffer.alloc(8),
    Buffer.from([0x58]),
    length,
    bytes,
    Buffer.from([0x94, 0x2e])
  ]);
  return deflateSync(frame).toString("base64");
}

describe("parseLiveCodeBenchRow", () => {
  it("reads standard input and output, public tests first, and keeps the contest date", () => {
    const problem = parseLiveCodeBenchRow(liveCodeBenchRow, "livecodebench", "f:1");
    expect(problem.meta).toEqual({
      contest_date: "2024-01-01T00:00:00",
      platform: "atcoder",
      difficulty: "easy"
    });
    expect(parseCodeGold(problem)).toEqual({
      form: "script",
      tests: [
        {input: "1 2", output: "3"},
        {input: "2 2", output: "4"}
      ],
      preamble: contestPreamble,
      atol: null,
      memoryMib: null
    });
  });

  it("reads packed private tests, and calls with one JSON value a line", () => {
    const tests = (input: string, output: string): string =>
      JSON.stringify([{input, output, testtype: "functional"}]);
    const row = {
      ...liveCodeBenchRow,
      starter_code: "class Solution:\n    def add(self, a, b):\n",
      public_test_cases: tests("[1]\n12345678901234567890", "1.5"),
      private_test_cases: pack(tests('"a"\n{}', "null")),
      metadata: '{"func_name": "add"}'
    };
    expect(parseCodeGold(parseLiveCodeBenchRow(row, "livecodebench", "f:1"))).toMatchObject({
      form: "calls",
      entryPoint: "add",
      inputs: '[[[1],12345678901234567890],["a",{"d":[]}]]',
      expected: {outputs: "[1.5,null]"},
      oracle: "list_or_tuple"
    });
  });

  it("names the place of bad tests", () => {
    expect(() =>
      parseLiveCodeBenchRow({...liveCodeBenchRow, private_test_cases: "AAAA"}, "b", "f:2")
    ).toThrow(/^f:2: invalid LiveCodeBench problem: /);
  });
});

describe("unpackText", () => {
  it("reads what Python packs", () => {
    expect(unpackText(pack("[é]"))).toBe("[é]");
    // base64.b64encode(zlib.compress(pickle.dumps("hé", protocol=4))), from Python 3.11.
    expect(unpackText("eJxrYJnKzgABPcwZh1dO0QMAH1oERg==")).toBe("hé");
  });

  it("refuses every other pickle, and runs nothing of it", () => {
    const global = deflateSync(Buffer.from("cos\nsystem\n(S'true'\ntR.")).toString("base64");
    expect(() => unpackText(global)).toThrow("opcode 99 does not belong to a pickled string");
    expect(() => unpackText(deflateSync(Buffer.from([0x58, 9, 0, 0, 0, 1])).toString("base64"))).toThrow(
      "not the pickle of one string"
    );
  });
});

describe("isSameOutput", () => {
  it.each([
    ["1\n2\n", "1\n2", true],
    ["  1 \n2", "1\n2", true],
    ["1\n\n2", "1\n2", false],
    ["1 2", "1  2", true],
    ["1.0 2e1", "1 20", true],
    ["0.30000000000000001", "0.3", false],
    ["50000000000000001", "50000000000000000", false],
    ["-0", "0", true],
    ["1e999999", "1e999998", false],
    ["yes", "Yes", false],
    ["", "0", false]
  ])("%j for %j is %s", (output, expected, same) => {
    expect(isSameOutput(output, expected)).toBe(same);
  });

  it.each([
    "1".repeat(200_000) + "x",
    `1${"0".repeat(200_000)}1`,
    `1${" ".repeat(200_000)}1`,
    "1\n".repeat(200_000)
  ])("takes time in proportion to a long text (case %#)", (text) => {
    expect(isSameOutput(text, "1")).toBe(false);
    expect(isSameOutput(text, "1", 1e-6)).toBe(false);
  });

  // Minutes where the work grows with the square of the digits: the test runner stops it.
  it.each([30_000, 1_000_000])("compares two numbers of %i digits by their digits", (length) => {
    const digits = "7".repeat(length);
    for (const tolerance of [0, 1e-6]) {
      expect(isSameOutput(`${digits}.000`, digits, tolerance)).toBe(true);
      expect(isSameOutput(`${digits}8`, `${digits}9`, tolerance)).toBe(false);
      expect(isSameOutput(`0.${digits}`, `0.${digits}0`, tolerance)).toBe(true);
    }
    expect(isSameOutput(`0.${digits}8`, `0.${digits}9`)).toBe(false);
  });
});
