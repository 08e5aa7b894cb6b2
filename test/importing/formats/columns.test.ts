import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

async function rowsOf(
  text: string,
  columns: Record<string, string> = {},
  name = "rows.jsonl"
): ReturnType<typeof rawRows> {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return rawRows([file], columns);
}

describe("the format jsonl", () => {
  it("reads a list of completions with a list of verdicts, each its own, and spreads one verdict over none", async () => {
    const {completions} = await rawRows([importingFixture("jsonl/rows.jsonl")]);
    expect(
      completions.map(({problem, completion, finishReason, foreign}) => [
        problem.id,
        completion,
        finishReason,
        foreign
      ])
    ).toEqual([
      ["7", "4", "stop", [{metric: "correct", correct: true, value: true, scope: "completion"}]],
      ["7", "5", "length", [{metric: "correct", correct: false, value: false, scope: "completion"}]],
      ["8", "5", null, [{metric: "correct", correct: null, value: 0.5, scope: "problem"}]],
      ["8", "5", null, [{metric: "correct", correct: null, value: 0.5, scope: "problem"}]]
    ]);
    expect(completions[0]).toMatchObject({problem: {prompt: "2 + 2", gold: 4}, settings: {temperature: 0.8}});
  });

  it("reads a list in one JSON file", async () => {
    const {completions, formats} = await rawRows([importingFixture("jsonl/list.json")]);
    expect(formats).toEqual(["jsonl"]);
    expect(completions.map(({line, completion, foreign}) => [line, completion, foreign[0]!.correct])).toEqual(
      [
        [1, "4", true],
        [2, "5", false]
      ]
    );
  });

  it("reaches into objects with dots, and names the metric by the last of them", async () => {
    const row = {q: "2 + 2", big: {ok: true, tries: {text: "4"}}, small: {ok: false, tries: {text: "5"}}};
    const columns = {completion: "big.tries.text", prompt: "q", verdict: "big.ok"};
    const {completions} = await rowsOf(JSON.stringify(row), columns);
    expect(completions).toMatchObject([
      {completion: "4", problem: {prompt: "2 + 2"}, foreign: [{metric: "ok", correct: true}]}
    ]);
  });

  it("takes a column whose own name has a dot before what the dot reaches", async () => {
    const {completions} = await rowsOf('{"a.b": "4", "a": {"b": "5"}}', {completion: "a.b"});
    expect(completions[0]!.completion).toBe("4");
  });

  it.each([
    ['{"text": "4", "id": "__proto__", "__proto__": {"text": "5"}}', "4", "__proto__"],
    ['{"text": "4", "id": "constructor"}', "4", "constructor"],
    ['{"text": "a\\u0000b", "id": 12}', "a\u0000b", "12"],
    ['{"text": "a\\ud800", "id": "\\udc00"}', "a\uFFFD", "\uFFFD"],
    ['\uFEFF{"text": "4", "id": 1.5}\r\n', "4", "1.5"],
    ['{"text": "4", "id": ["a", 1]}', "4", '["a",1]'],
    ['{"text": "4", "id": 1, "score": NaN}', "4", "1"]
  ])("reads %j", async (text, completion, id) => {
    const {completions, skipped} = await rowsOf(text);
    expect(skipped).toEqual([]);
    expect(completions.map((row) => [row.completion, row.problem.id])).toEqual([[completion, id]]);
    expect(({} as Record<string, unknown>).text).toBeUndefined();
  });

  it("goes on after rows that it cannot read, each with its line and reason", async () => {
    const lines = [
      '{"text": "4"}',
      "{",
      "[1]",
      '{"id": 1}',
      '{"text": 7}',
      '{"text": []}',
      "",
      '{"text": "5"}'
    ];
    const {completions, skipped} = await rowsOf(lines.join("\n"));
    expect(completions.map(({line}) => line)).toEqual([1, 8]);
    expect(skipped.map(({line, reason}) => [line, reason])).toEqual([
      [2, "broken line"],
      [3, "no object"],
      [4, "no completion"],
      [5, "a completion that is no text"],
      [6, "an empty list of completions"]
    ]);
  });

  it("notes a verdict in words that it does not know", async () => {
    const {completions} = await rowsOf('{"text": "4", "correct": "ja"}\n{"text": "4", "correct": "0.5"}');
    expect(completions.map(({foreign, notes}) => [foreign[0]!.correct, notes])).toEqual([
      [null, ["correct says neither right nor wrong: use true and false, or 1 and 0"]],
      [null, []]
    ]);
  });

  it("notes a value that is none, and a list of another length than the completions'", async () => {
    const {completions} = await rowsOf('{"texts": ["4", "5"], "seed": "x", "score": [true]}', {
      completion: "texts"
    });
    expect(completions.map(({seed, foreign, notes}) => ({seed, foreign, notes}))).toEqual(
      Array(2).fill({
        seed: null,
        foreign: [],
        notes: ["seed is no whole number", "score has not as many entries as there are completions"]
      })
    );
  });

  it.each([
    [{gold: "gt"}, /^no column gt in .*rows\.jsonl, which --map names as gold: it has text, id$/],
    [{reply: "text"}, /^unknown column reply in --map: use problem_id, /],
    [{constructor: "text"}, /^unknown column constructor in --map/]
  ] as [Record<string, string>, RegExp][])("refuses the map %j", async (columns, message) => {
    await expect(rowsOf('{"text": "4", "id": 1}', columns)).rejects.toThrow(message);
  });
});

describe("the format csv", () => {
  it("reads quoted fields with commas, quotes and line breaks", async () => {
    const {completions, formats} = await rawRows([importingFixture("csv/rows.csv")]);
    expect(formats).toEqual(["csv"]);
    expect(
      completions.map(({problem, completion, seed, foreign}) => [
        problem,
        completion,
        seed,
        foreign[0]!.correct
      ])
    ).toEqual([
      [{id: "1", prompt: "2 + 2"}, "It is\n4, I think", 3, true],
      [{id: "2", prompt: 'Say "4"'}, "4", null, false]
    ]);
  });

  it("reads semicolons", async () => {
    const {completions} = await rawRows([importingFixture("csv/semicolons.csv")]);
    expect(completions).toMatchObject([{problem: {id: "1", prompt: "2 + 2"}, completion: "4, or 5"}]);
  });

  it("goes on after a record that has not the header's columns, or a broken quote", async () => {
    const text = 'id,completion\n1,a\n2,b,c\n3\n4,d"e\n5,f\n';
    const {completions, skipped} = await rowsOf(text, {}, "rows.csv");
    expect(completions.map(({problem}) => problem.id)).toContain("5");
    expect(completions.map(({problem}) => problem.id)).toContain("1");
    expect(completions.length + skipped.length).toBe(5);
    expect(new Set(skipped.map(({reason}) => reason))).toEqual(new Set(["broken record"]));
  });

  it("says where a quote has no end, and what was read before", async () => {
    const {completions, skipped} = await rowsOf('id,completion\n1,a\n2,"b\n3,c\n', {}, "rows.csv");
    expect(completions.map(({problem}) => problem.id)).toEqual(["1"]);
    expect(skipped).toMatchObject([{line: 2, reason: "broken record"}]);
  });

  it("has columns of any name", async () => {
    const {completions} = await rowsOf(
      "__proto__,completion,constructor\n1,a,2\n",
      {problem_id: "constructor"},
      "rows.csv"
    );
    expect(completions).toMatchObject([{problem: {id: "2"}, completion: "a"}]);
  });
});

describe("the format counts", () => {
  it("reads the column of one system, and passes over what cannot be", async () => {
    const {counts, skipped} = await rawRows([importingFixture("counts/wide.csv")], {c: "correct_base"});
    expect(counts.map(({problem, metric, n, c}) => [problem.id, metric, n, c])).toEqual([
      ["0", "correct", 8, 5],
      ["1", "correct", 8, 0]
    ]);
    expect(skipped).toMatchObject([{line: 3, reason: "more correct than tried", detail: "7 of 6"}]);
  });

  it("asks which column where several may be it", async () => {
    await expect(rawRows([importingFixture("counts/wide.csv")])).rejects.toThrow(
      /wide\.csv has several counts, correct_base, correct_rl: name one with --map c=correct_base$/
    );
  });

  it("has the names of a column problem", async () => {
    const {counts} = await rowsOf("problem,n,c\n__proto__,8,3\n", {}, "rows.csv");
    expect(counts).toMatchObject([{problem: {id: "__proto__", prompt: null}, n: 8, c: 3}]);
  });

  it("reads JSON lines, with the benchmark of each", async () => {
    const {counts} = await rawRows([importingFixture("counts/rows.jsonl")]);
    expect(counts.map(({benchmark, problem, n, c}) => [benchmark, problem.id, n, c])).toEqual([
      ["sums", "a", 8, 3],
      ["sums", "b", 4, 0]
    ]);
  });

  it.each(["a,x,3", "a,8,-1", "a,8.5,3", "a,,3"])("passes over %j", async (record) => {
    const {counts, skipped} = await rowsOf(`problem_id,n,c\nb,8,3\n${record}\n`, {}, "rows.csv");
    expect([counts.length, skipped.map(({reason}) => reason)]).toEqual([
      1,
      ["no counts: n and c must be whole numbers"]
    ]);
  });
});

describe("the format parquet", () => {
  it("reads lists of completions, messages and whole numbers of any size", async () => {
    const columns = {gold: "reward_model.ground_truth"};
    const {completions, formats} = await rawRows([importingFixture("parquet/responses.parquet")], columns);
    expect(formats).toEqual(["parquet"]);
    expect(
      completions.map(({line, problem, completion, foreign}) => [
        line,
        problem,
        completion,
        foreign[0]!.correct
      ])
    ).toEqual([
      [1, {id: "9007199254740993", prompt: '[{"role":"user","content":"2 + 2"}]', gold: "4"}, "4", true],
      [1, {id: "9007199254740993", prompt: '[{"role":"user","content":"2 + 2"}]', gold: "4"}, "5", false],
      [2, {id: "2", prompt: '[{"role":"user","content":"2 + 3"}]', gold: "5"}, "6", false]
    ]);
  });

  it("reads counts", async () => {
    const {counts} = await rawRows([importingFixture("parquet/counts.parquet")]);
    expect(counts.map(({problem, n, c}) => [problem.id, n, c])).toEqual([
      ["a", 8, 3],
      ["b", 8, 0]
    ]);
  });

  it("names a file that is cut short", async () => {
    await expect(rowsOf("PAR1 and no more", {}, "rows.parquet")).rejects.toThrow(
      /^cannot read the Parquet file .*rows\.parquet: /
    );
  });
});
