import {existsSync} from "node:fs";
import {expect, it} from "vitest";
import {studyFileText} from "../../../loaders/importing/study-file.js";
import {filesIn, importRun, storedRows} from "../../support/importing/import-run.js";
import {rawRows} from "../../support/importing/raw-rows.js";

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const message = (content: unknown, more: object = {}): object => ({role: "assistant", content, ...more});

/** What the file of a program says of its first completions. */
async function first(name: string, content: string): Promise<unknown[]> {
  const {completions, counts} = await rawRows([`${filesIn({[name]: content})}/${name}`]);
  return counts.length > 0
    ? counts.map(({problem, metric, n, c}) => [problem.id, metric, n, c])
    : completions.map(({problem, completion, reasoning, finishReason, foreign}) => [
        problem.id,
        completion,
        ...(reasoning === null ? [] : [reasoning]),
        ...(finishReason === null ? [] : [finishReason]),
        ...foreign.map(({metric, correct}) => `${metric} ${String(correct)}`)
      ]);
}

it.each([
  [
    "messages in a list",
    "a.jsonl",
    lines([
      {id: 1, responses: [message("4"), message([{type: "text", text: "5"}], {reasoning_content: "hm"})]}
    ]),
    [
      ["1", "4"],
      ["1", "5", "hm"]
    ]
  ],
  [
    "a conversation",
    "a.jsonl",
    lines([
      {
        id: 1,
        completion: [
          message("let me", {tool_calls: [{id: "c"}]}),
          {role: "tool", content: "4"},
          message("so 4")
        ]
      }
    ]),
    [["1", '[assistant]\nlet me\n{"id":"c"}\n\n[tool]\n4\n\n[assistant]\nso 4']]
  ],
  ["one message", "a.jsonl", lines([{id: 1, completion: [message("4")]}]), [["1", "4"]]],
  [
    "outputs of vLLM",
    "a.jsonl",
    lines([
      {id: 1, outputs: [{text: "4", finish_reason: "length", token_ids: [1, 2], cumulative_logprob: -1}]}
    ]),
    [["1", "4", "length"]]
  ],
  [
    "answers of SGLang",
    "a.jsonl",
    lines([{id: 1, text: "4", meta_info: {finish_reason: {type: "stop"}}}]),
    [["1", "4", "stop"]]
  ],
  [
    "an object by id",
    "a.json",
    JSON.stringify({
      "p 1": {question: "q", responses: ["4"], correctness: [true]},
      p2: {question: "r", responses: ["5"]}
    }),
    [
      ["p 1", "4", "correctness true"],
      ["p2", "5"]
    ]
  ],
  [
    "numbered columns",
    "a.csv",
    "id,prompt,response_0,response_10,response_2,correct_0,correct_2,correct_10\n1,q,a,c,b,0,1,0\n",
    [
      ["1", "a", "correct false"],
      ["1", "b", "correct true"],
      ["1", "c", "correct false"]
    ]
  ],
  [
    "verdicts of the Qwen harness as text",
    "a.jsonl",
    lines([{idx: 1, question: "q", gt: 4, code: ["a", "b"], pred: ["4", "5"], score: ["True", "False"]}]),
    [
      ["1", "a", "score true"],
      ["1", "b", "score false"]
    ]
  ],
  [
    "counts in one JSON list",
    "a.json",
    JSON.stringify([
      {problem: "a", num_samples: 4, num_correct: 3},
      {problem: "b", num_samples: 2, num_correct: 0}
    ]),
    [
      ["a", "correct", 4, 3],
      ["b", "correct", 2, 0]
    ]
  ],
  [
    "results of EvalPlus without solutions",
    "a_eval_results.json",
    JSON.stringify({
      date: "2023-05-01",
      hash: "x",
      eval: {
        "HumanEval/0": {
          nfiles: 2,
          base: [
            ["success", [true]],
            ["success", []]
          ],
          plus: [
            ["failed", []],
            ["success", []]
          ]
        }
      }
    }),
    [
      ["HumanEval/0", "base", 2, 2],
      ["HumanEval/0", "plus", 2, 1]
    ]
  ]
])("reads %s", async (_, name, content, rows) => {
  expect(await first(name, content)).toEqual(rows);
});

it("reads YAML of one folder as of no set, and of several as of one each", async () => {
  const yaml = (answer: string): string => `gt_answer: '1'\nquestion: q\nsamples:\n- a ${answer}\n`;
  const one = await rawRows([filesIn({"base/0.yaml": yaml("1"), "base/1.yaml": yaml("2")})]);
  const two = await rawRows([filesIn({"gsm/0.yaml": yaml("1"), "math/0.yaml": yaml("2")})]);
  expect(one.completions.map(({benchmark}) => benchmark)).toEqual([null, null]);
  expect(two.completions.map(({benchmark}) => benchmark)).toEqual(["gsm", "math"]);
});

it("says why nothing could be read, and leaves the run as it was", async () => {
  const folder = filesIn({
    "a.jsonl": lines([{id: 1, completion: "4"}]),
    "b.jsonl": lines([
      {id: 1, completion: 4},
      {id: 2, completion: {}}
    ])
  });
  const {run} = await importRun([`${folder}/a.jsonl`]);
  await expect(importRun([`${folder}/b.jsonl`], {run})).rejects.toThrow(
    /^no completion could be read of b\.jsonl: 2 rows are a completion that is no text, as b\.jsonl:1: 4; name its columns/
  );
  expect(await storedRows(run.completions("sums", "theirs"), "completion")).toEqual([{completion: "4"}]);
});

it("reads the tasks of a folder that hold completions, and keeps what is skipped of the others", async () => {
  const row = (doc_id: number, resps: unknown): object => ({
    ...{doc_id, doc: {}, target: "1", filter: "none", metrics: [], resps},
    arguments: {gen_args_0: {arg_0: "q", arg_1: {}}}
  });
  const folder = filesIn({
    "samples_sums_2026-01-01T00-00-00.0.jsonl": lines([row(0, [["1"]])]),
    "samples_choices_2026-01-01T00-00-00.0.jsonl": lines([row(0, [[[-1, false]], [[-2, true]]])])
  });
  const sources = [{paths: [folder], format: null, map: {}, benchmark: null}];
  const {record, run} = await importRun([], {sources});
  expect(record.benchmarks.map(({benchmark, problems}) => [benchmark, problems])).toEqual([
    ["problems", 0],
    ["sums", 1]
  ]);
  expect(existsSync(run.problems("choices"))).toBe(false);
  const text = studyFileText({
    ...{id: "s", title: "s", problems: null, verifier: null, records: [record], verdicts: () => ({})},
    policies: [{id: "theirs", label: "theirs", role: "base", base: null, sources}]
  });
  expect(text).toContain("id: sums");
  expect(text).not.toContain("choices");
});
