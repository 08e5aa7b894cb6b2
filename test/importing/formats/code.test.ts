import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {filesIn} from "../../support/importing/import-run.js";
import {rawRows} from "../../support/importing/raw-rows.js";

describe("the format evalplus", () => {
  it("reads results and not the samples beside them, in the order of the tasks", async () => {
    const {completions, notices, formats} = await rawRows([importingFixture("evalplus")]);
    expect(formats).toEqual(["evalplus"]);
    expect(
      completions.map(({problem, repeat, foreign}) => [
        problem.id,
        repeat,
        ...foreign.map(({correct}) => correct)
      ])
    ).toEqual([
      ["Mini/1", 0, true, true],
      ["Mini/1", 1, true, false],
      ["Mini/0", 0, false, false],
      ["Mini/0", 1, false, false]
    ]);
    expect(completions[1]).toMatchObject({
      completion: "def f():\n    return 2\n",
      foreign: [
        {metric: "base", value: "pass"},
        {metric: "plus", value: "fail"}
      ]
    });
    expect(notices[0]).toMatchObject({
      text: "not read: the same samples are in another file",
      other: expect.stringMatching(/samples_eval_results\.json$/) as string
    });
  });

  it("reads samples alone where there are no results, and sanitised ones before raw ones", async () => {
    expect((await rawRows([importingFixture("evalplus/samples.jsonl")])).completions).toHaveLength(4);
    const {completions, notices} = await rawRows([importingFixture("evalplus-samples")]);
    expect(completions.map(({problem, completion, foreign}) => [problem.id, completion, foreign])).toEqual([
      ["Mini/0", "def f():\n    return 1\n", []],
      ["Mini/0", "def f():\n    return 2\n", []]
    ]);
    expect(notices).toHaveLength(1);
  });
});

describe("the format human-eval", () => {
  it("reads results and not the samples beside them", async () => {
    const {completions, notices} = await rawRows([importingFixture("human-eval")]);
    expect(completions.map(({problem, foreign}) => [problem.id, foreign])).toEqual([
      ["Mini/0", [{metric: "passed", correct: true, value: "passed", scope: "completion"}]],
      [
        "Mini/0",
        [{metric: "passed", correct: false, value: "failed: name 'x' is not defined", scope: "completion"}]
      ]
    ]);
    expect(notices).toHaveLength(1);
    expect((await rawRows([importingFixture("human-eval/samples.jsonl")])).completions).toHaveLength(2);
  });
});

describe("the format live-code-bench", () => {
  const folder = "live-code-bench/Mini-1B";

  it("reads the graded texts, and neither the ungraded ones nor the metrics beside them", async () => {
    const {completions, notices, skipped} = await rawRows([importingFixture("live-code-bench")]);
    expect(skipped).toEqual([]);
    expect(
      completions.map(({problem, repeat, foreign}) => [problem.id, repeat, foreign[0]!.correct])
    ).toEqual([
      ["abc1_a", 0, true],
      ["abc1_a", 1, false],
      ["abc2_a", 0, true],
      ["abc2_a", 1, true]
    ]);
    expect(completions[0]).toMatchObject({
      line: 1,
      model: "Mini-1B",
      settings: {temperature: 0.2},
      completion: "Sum:\n```python\nprint(3)\n```",
      problem: {meta: {contest_date: "2024-10-01T00:00:00", difficulty: "easy", platform: "atcoder"}},
      foreign: [{metric: "graded", value: true, extracted: "print(3)", scope: "completion"}]
    });
    expect(notices).toHaveLength(1);
  });

  it("reads the ungraded texts where they are alone, and code alone with a note", async () => {
    const plain = await rawRows([importingFixture(`${folder}/Scenario.codegeneration_2_0.2.json`)]);
    expect(plain.completions.map(({foreign}) => foreign)).toEqual([[], [], [], []]);
    const custom = await rawRows([importingFixture("live-code-bench-custom")]);
    expect(custom.completions.map(({completion, notes}) => [completion, notes])).toEqual([
      ["print(3)", ["code alone, cut out of the text"]],
      ["print(1)", ["code alone, cut out of the text"]]
    ]);
  });

  it("reads the custom evaluator's lists of programs, in the benchmark's order", async () => {
    const programs = [["print(3)", "n = int(input())\nprint(n)"], [], ["import sys"]];
    const folder = filesIn({"outputs.json": JSON.stringify(programs), "words.json": '[["a b"],["c"]]'});
    const {completions} = await rawRows([join(folder, "outputs.json")]);
    expect(completions.map(({problem, repeat, completion}) => [problem.id, repeat, completion])).toEqual([
      ["0", 0, "print(3)"],
      ["0", 1, "n = int(input())\nprint(n)"],
      ["2", 0, "import sys"]
    ]);
    await expect(rawRows([join(folder, "words.json")])).rejects.toThrow(/words\.json/);
  });
});
