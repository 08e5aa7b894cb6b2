import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {RawCompletion} from "../../../loaders/importing/raw-row.js";
import {filesIn, importRun} from "../../support/importing/import-run.js";
import {rawRows} from "../../support/importing/raw-rows.js";

/** A file as Python's json.dump(…, indent=4) writes it. */
const dumped = (value: unknown): string => JSON.stringify(value, null, 4);
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const question = {
  question_title: "A. Sum",
  question_content: "Add two numbers.",
  platform: "atcoder",
  question_id: "abc300_a",
  contest_id: "abc300",
  contest_date: "2023-04-29T00:00:00",
  starter_code: "",
  difficulty: "easy"
};
const outputs = {output_list: ["```python\nprint(1)\n```", ""], code_list: ["print(1)", ""]};

/** A thought that fills more than what detection looks at. */
const long = "so ".repeat(40_000);

interface Case {
  what: string;
  files: Record<string, string>;
  format: string;
  /** Of each completion: problem, gold, repeat, verdicts. */
  rows: unknown[];
}

const cases: Case[] = [
  {
    what: "LiveCodeBench before the evaluation, an empty output too",
    files: {"M/Scenario.codegeneration_2_0.8.json": dumped([{...question, ...outputs}])},
    format: "live-code-bench",
    rows: [
      ["abc300_a", undefined, 0, []],
      ["abc300_a", undefined, 1, []]
    ]
  },
  {
    what: "LiveCodeBench evaluated: graded_list, pass@1 and metadata as JSON texts",
    files: {
      "M/Scenario.codegeneration_2_0.8.json": dumped([{...question, ...outputs}]),
      "M/Scenario.codegeneration_2_0.8_eval.json": dumped([
        {"pass@1": 0.5, detail: {"pass@1": {"0": 0.5}}},
        {"0": [[true], [-2]]},
        [["{}", "{}"]]
      ]),
      "M/Scenario.codegeneration_2_0.8_eval_all.json": dumped([
        {
          ...question,
          ...outputs,
          graded_list: [true, false],
          "pass@1": 0.5,
          metadata: ["{}", '{"error_code": -2}']
        }
      ])
    },
    format: "live-code-bench",
    rows: [
      ["abc300_a", undefined, 0, [["graded", true]]],
      ["abc300_a", undefined, 1, [["graded", false]]]
    ]
  },
  {
    what: "human-eval with a result for each sample",
    files: {
      "s.jsonl": lines([{task_id: "HumanEval/1", completion: "    return 1"}]),
      "s.jsonl_results.jsonl": lines([
        {task_id: "HumanEval/1", completion: "    return 1", result: "timed out", passed: false}
      ])
    },
    format: "human-eval",
    rows: [["HumanEval/1", undefined, null, [["passed", false]]]]
  },
  {
    what: "OpenCompass with prompts as texts, numbers in no order",
    files: {
      "predictions/m/gsm8k.json": dumped({
        "0": {origin_prompt: "Q1", prediction: "1", gold: "1", res_length: 4},
        "1": {origin_prompt: "Q2", prediction: "2", gold: "2"}
      })
    },
    format: "opencompass",
    rows: [
      ["0", "1", null, []],
      ["1", "2", null, []]
    ]
  },
  {
    what: "OpenCompass chats, whose long prediction stands before the prompt",
    files: {
      "predictions/m/aime.json": dumped({
        "0": {gold: "70", prediction: long, origin_prompt: [{role: "HUMAN", prompt: "Q1"}]},
        "1": {gold: "80", prediction: "80", origin_prompt: [{role: "HUMAN", prompt: "Q2"}]},
        "2": {gold: "70", prediction: "7", origin_prompt: [{role: "HUMAN", prompt: "Q1"}]},
        "3": {gold: "80", prediction: "8", origin_prompt: [{role: "HUMAN", prompt: "Q2"}]}
      })
    },
    format: "opencompass",
    rows: [
      ["0", "70", 0, []],
      ["1", "80", 0, []],
      ["0", "70", 1, []],
      ["1", "80", 1, []]
    ]
  },
  {
    what: "NeMo-Skills with either name of a verdict, of a chunk of a seed",
    files: {
      "output-rs2_chunk_1.jsonl": lines([
        {
          id: "a",
          problem: "2 + 2",
          expected_answer: 4,
          generation: "\\boxed{4}",
          predicted_answer: "4",
          symbolic_correct: true
        },
        {
          id: "b",
          problem: "3 + 2",
          expected_answer: "5",
          generation: "6",
          predicted_answer: null,
          is_correct: false
        }
      ])
    },
    format: "nemo-skills",
    rows: [
      ["a", 4, 2, [["symbolic_correct", true]]],
      ["b", "5", 2, [["is_correct", false]]]
    ]
  },
  {
    what: "Large Language Monkeys evaluated: fields in the order of their names, thousands of verdicts before the samples",
    files: {
      "math/7.yaml": `gt_answer: so \\boxed{7}\nis_corrects:\n${"- false\n".repeat(9_999)}- true\nprompt: p\nquestion: q\nsamples:\n${"- x\n".repeat(10_000)}`
    },
    format: "large-language-monkeys",
    rows: Array.from({length: 10_000}, (_, j) => ["7", "so \\boxed{7}", j, [["is_correct", j === 9_999]]])
  },
  {
    what: "Every Eval Ever 0.2 with nulls where nothing is known, references for choices",
    files: {
      "x_samples.jsonl": lines([
        {
          schema_version: "0.2.1",
          evaluation_id: "e",
          model_id: "openai/gpt2",
          evaluation_name: "qa",
          sample_id: "id1",
          sample_hash: "h",
          interaction_type: "single_turn",
          input: {raw: "Who?", formatted: null, reference: ["A", "the A"], choices: ["A", "the A"]},
          output: {raw: [" A."], reasoning_trace: []},
          messages: null,
          answer_attribution: [],
          evaluation: {score: 1, is_correct: true, num_turns: null},
          token_usage: {input_tokens: 3, output_tokens: 2, total_tokens: 5},
          error: null,
          metadata: null
        }
      ])
    },
    format: "every-eval-ever",
    rows: [["id1", ["A", "the A"], null, [["is_correct", true]]]]
  }
];

const told = ({problem, repeat, foreign}: RawCompletion): unknown => [
  problem.id,
  problem.gold,
  repeat,
  foreign.map(({metric, correct}) => [metric, correct])
];

describe("files as the tools write them", () => {
  it.each(cases)("$what", async ({files, format, rows}) => {
    const found = await rawRows([filesIn(files)]);
    expect([found.formats, found.skipped]).toEqual([[format], []]);
    expect(found.completions.map(told)).toEqual(rows);
    expect(found.completions.flatMap(({problem}) => problem.meta?.choices ?? [])).toEqual([]);
  });

  it.each([
    ["whole", "<think>two and two</think>\n\n4", "4", "<think>two and two</think>\n\n"],
    ["without an end", "<think>two and", "", "<think>two and"],
    ["as it is", "4", "4", null],
    ["which is another text", "<think>a</think>5", "4", null]
  ])("NeMo-Skills keeps what it cut from a generation: %s", async (_, whole, generation, reasoning) => {
    const row = {id: "a", problem: "2 + 2", expected_answer: "4", generation, _full_generation: whole};
    const {completions} = await rawRows([join(filesIn({"output.jsonl": lines([row])}), "output.jsonl")]);
    expect([completions[0]!.completion, completions[0]!.reasoning]).toEqual([generation, reasoning]);
  });

  it.each([
    ["human-eval", {"s.jsonl": lines([{task_id: "a/1", completion: "x"}])}],
    ["evalplus", {"s.jsonl": lines([{task_id: "a/1", solution: "x"}])}],
    ["live-code-bench", {"s.json": dumped([{...question, ...outputs}])}],
    [
      "large-language-monkeys",
      {"s.yaml": "question: q\nsamples:\n- a\ntest_cases:\n  input: ['1']\n  output: ['1']\n"}
    ]
  ])("%s asks for programs", async (_, files) => {
    const {record} = await importRun([filesIn(files)]);
    expect(record.benchmarks[0]!.domain).toBe("code");
  });
});
