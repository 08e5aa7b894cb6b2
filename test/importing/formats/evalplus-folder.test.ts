import {describe, expect, it} from "vitest";
import {filesIn, importRun, storedRows} from "../../support/importing/import-run.js";
import {rawRows} from "../../support/importing/raw-rows.js";

const program = (value: number): string => `def f():\n    return ${value}\n`;

describe("the format evalplus-folder", () => {
  it("reads a file a sample: the task by its folder, the repeat by its name, the same program twice as two", async () => {
    const folder = filesIn({
      "HumanEval_0/0.py": program(1),
      "HumanEval_0/1.py": program(1),
      "HumanEval_0/10.py": program(2),
      "Mbpp_12/0.py": program(1),
      "setup.py": "import sys\n"
    });
    const {formats, completions, skipped} = await rawRows([folder]);
    expect([formats, skipped]).toEqual([["evalplus-folder"], []]);
    expect(completions.map(({problem, repeat, completion}) => [problem.id, repeat, completion])).toEqual([
      ["HumanEval/0", 0, program(1)],
      ["HumanEval/0", 1, program(1)],
      ["HumanEval/0", 10, program(2)],
      ["Mbpp/12", 0, program(1)]
    ]);
    const {run, record} = await importRun([folder]);
    expect([record.leftOut, record.benchmarks[0]!.completions]).toEqual([[], 4]);
    const rows = await storedRows<{problem_id: string; sample_index: number}>(
      run.completions("sums", "theirs"),
      "problem_id, sample_index"
    );
    expect(rows.map(({problem_id, sample_index}) => `${problem_id} ${sample_index}`)).toEqual([
      "HumanEval/0 0",
      "HumanEval/0 1",
      "HumanEval/0 10",
      "Mbpp/12 0"
    ]);
  });

  it("is passed over where its results are there, and says so without the machine's paths", async () => {
    const solution = {task_id: "HumanEval/0", solution: program(1), base_status: "pass", plus_status: "fail"};
    const folder = filesIn({
      "HumanEval_0/0.py": program(1),
      "eval_results.json": JSON.stringify({date: "d", hash: "h", eval: {"HumanEval/0": [solution]}})
    });
    const {record} = await importRun([folder]);
    const [found] = record.benchmarks;
    expect(found).toMatchObject({
      completions: 1,
      formats: ["evalplus", "evalplus-folder"],
      notes: {"not read: the same samples are in another file: eval_results.json": 1}
    });
  });

  it("leaves programs alone that are not numbered, and refuses one that is named by itself", async () => {
    const folder = filesIn({"a/b.py": program(1)});
    await expect(rawRows([folder])).rejects.toThrow(/no files of samples in/);
    await expect(rawRows([`${folder}/a/b.py`])).rejects.toThrow(/cannot tell the format of .*b\.py/);
  });
});
