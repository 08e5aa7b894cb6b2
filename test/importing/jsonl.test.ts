import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {detectImporter, namedImporter} from "../../loaders/importing/find-importer.js";
import {findProblem} from "../../loaders/importing/find-problem.js";
import type {RawCompletion} from "../../loaders/importing/raw-completion.js";
import {storedRows, type StoredRow} from "../../loaders/importing/stored-rows.js";
import {countdownProblems} from "../support/problems.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** Rows as trainers and harnesses wrote them. */
const rows = {
  verl: [
    '{"input": "numbers 5 11 10 9 target 13", "output": "10 - 9 = 1 ; 1 + 11 = 12 ; 12 + 5 = 17", "gts": "13", "score": 0.1, "step": 10, "request_id": "req-0"}',
    '{"input": "numbers 10 8 6 1 target 13", "output": "10 + 6 = 16 ; 16 - 1 = 15 ; 15 + 8 = 23", "gts": "13", "score": 0.1, "step": 10, "request_id": "req-1"}'
  ],
  harness: [
    '{"idx": 0, "question": "What is 6 times 7?", "gt": "42", "code": ["So \\\\boxed{42}.", "So \\\\boxed{41}."], "pred": ["42", "41"], "report": [null, null], "finish_reason": ["stop", "length"], "score": [true, false]}'
  ],
  generic: [
    '{"id": 7, "messages": [{"role": "user", "content": "2 + 2"}], "response": "4", "answer": 4, "passed": true, "model": "m", "seed": 1234, "finish_reason": "max_tokens", "completion_tokens": 3}'
  ]
} as const;

function write(lines: readonly string[], name = "rows.jsonl"): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, lines.join("\n"));
  return file;
}

async function read(
  lines: readonly string[],
  columns: Record<string, string> = {}
): Promise<RawCompletion[]> {
  const file = write(lines);
  const read = detectImporter(file, {columns}).read(file, {columns});
  const found: RawCompletion[] = [];
  for await (const row of read) found.push({...row, file: "rows.jsonl"});
  return found;
}

describe("the format jsonl", () => {
  it("reads a trainer's dump by the usual names of its columns", async () => {
    const [first, second] = await read(rows.verl);
    expect(first).toEqual({
      file: "rows.jsonl",
      line: 1,
      problem: {id: null, prompt: "numbers 5 11 10 9 target 13", gold: "13"},
      repeat: null,
      seed: null,
      model: null,
      completion: "10 - 9 = 1 ; 1 + 11 = 12 ; 12 + 5 = 17",
      reasoning: null,
      completionTokens: null,
      finishReason: null,
      sumLogprob: null,
      foreign: [{metric: "score", value: 0.1, scope: "completion"}]
    });
    expect(second!.line).toBe(2);
  });

  it("reads a list of completions with a list of verdicts, each its own", async () => {
    const [first, second] = await read(rows.harness, {completion: "code"});
    expect(first).toMatchObject({
      line: 1,
      problem: {id: "0", prompt: "What is 6 times 7?", gold: "42"},
      completion: "So \\boxed{42}.",
      finishReason: "stop",
      foreign: [{metric: "score", value: true, scope: "completion"}]
    });
    expect(second).toMatchObject({
      line: 1,
      completion: "So \\boxed{41}.",
      finishReason: "length",
      foreign: [{metric: "score", value: false, scope: "completion"}]
    });
  });

  it("spreads a verdict over no repeats", async () => {
    const [first] = await read(['{"id": "a", "outputs": ["4", "5"], "score": 0.5}']);
    expect(first!.foreign).toEqual([{metric: "score", value: 0.5, scope: "problem"}]);
  });

  it("keeps messages as JSON, numbers of ids as text, and knows max_tokens", async () => {
    const [row] = await read(rows.generic);
    expect(row).toMatchObject({
      problem: {id: "7", prompt: '[{"role":"user","content":"2 + 2"}]', gold: 4},
      seed: 1234,
      model: "m",
      finishReason: "length",
      completionTokens: 3,
      foreign: [{metric: "passed", value: true, scope: "completion"}]
    });
  });

  it.each([
    [["{"], {}, /^cannot tell the format of .*rows\.jsonl: give --format/],
    [['{"id": "a"}'], {}, /^cannot tell the format of/],
    [['{"text": "4"}', "[1]"], {}, /^invalid row at .*rows\.jsonl:2: expected a JSON object$/],
    [['{"text": "4"}', "{"], {}, /^.*rows\.jsonl:2: invalid JSON: /],
    [
      ['{"text": "4"}', '{"id": 1}'],
      {},
      /^no completion at .*:2: name its column with --columns completion=NAME; the row has id$/
    ],
    [['{"text": [4]}'], {}, /^invalid completion at .*:1: text must be a text or a list of texts \(was 4\)$/],
    [['{"text": "4"}'], {gold: "gt"}, /^no column gt at .*:1: --columns names it as gold$/],
    [['{"text": "4"}'], {reward: "r"}, /^unknown column reward in --columns: use problem_id, /],
    [['{"text": "4", "seed": "x"}'], {}, /^invalid seed at .*:1: expected a number \(was "x"\)$/],
    [['{"outputs": ["4", "5"], "seed": [1]}'], {}, /^invalid seed at .*:1: 1 entries for 2 completions$/]
  ] as const)("names what is wrong in %j with columns %j", async (lines, columns, message) => {
    await expect(read(lines, columns)).rejects.toThrow(message);
  });
});

describe("storedRows", () => {
  async function stored(lines: readonly string[], problems = false): Promise<StoredRow[]> {
    const file = write(lines);
    const found: StoredRow[] = [];
    const options = {columns: {}};
    const problemOf = findProblem(problems ? countdownProblems(2) : null);
    for await (const row of storedRows(detectImporter(file, options).read(file, options), problemOf))
      found.push(row);
    return found;
  }

  it("counts the completions of a problem, and leaves unknown what the file does not say", async () => {
    const line = (id: string, text: string): string => JSON.stringify({id, text});
    const found = await stored([line("a", "1"), line("b", "2"), line("a", "3")]);
    expect(found.map(({problem_id, sample_index}) => [problem_id, sample_index])).toEqual([
      ["a", 0],
      ["b", 0],
      ["a", 1]
    ]);
    expect(found[0]).toMatchObject({seed: null, completion_tokens: null, finish_reason: null});
  });

  it("takes a file's repeats, and refuses one that stands twice or is missing", async () => {
    const line = (repeat?: number): string => JSON.stringify({id: "a", text: "1", repeat});
    expect((await stored([line(3), line(1)])).map(({sample_index}) => sample_index)).toEqual([3, 1]);
    await expect(stored([line(1), line(1)])).rejects.toThrow(
      /^repeat 1 of the problem a stands twice: at .*:1 and at .*:2$/
    );
    await expect(stored([line(1), line()])).rejects.toThrow(/with and without a repeat: see .*:2$/);
  });

  it("finds a problem by its id, or by its prompt", async () => {
    const [first, second] = countdownProblems(2);
    const found = await stored(
      [
        JSON.stringify({id: first!.problemId, text: "1"}),
        JSON.stringify({id: "theirs", prompt: second!.prompt, text: "2"})
      ],
      true
    );
    expect(found.map(({problem_id}) => problem_id)).toEqual([first!.problemId, second!.problemId]);
    await expect(stored(['{"id": "theirs", "text": "2"}'], true)).rejects.toThrow(
      /^no problem of the benchmark for "theirs" at .*:1: /
    );
  });
});

describe("namedImporter", () => {
  it("refuses a format that does not exist, and a module without the user's leave", async () => {
    await expect(namedImporter("json", false)).rejects.toThrow(
      "unknown format json: use jsonl, or the path of a module: ./my-importer.ts"
    );
    await expect(namedImporter("./mine.mjs", false)).rejects.toThrow(
      /^--format \.\/mine\.mjs names the importer .*--allow-code$/
    );
  });

  it.each([
    ["export const importer = 1;", /has no importer: export const importer = \{read\}$/],
    ["export const other = 1;", /has no export importer: export it by that name$/],
    ["export const importer = {read() { throw new Error('bad file'); }};", /failed on rows: bad file$/],
    ["export const importer = {read: () => 7};", /failed on rows: /],
    [
      "export const importer = {read: () => [{text: 4}]};",
      /gave what is no completion for rows, entry 1: completion must be a string/
    ]
  ])("names a module whose text is %s", async (text, message) => {
    const module = write([text], "mine.mjs");
    const reading = async (): Promise<void> => {
      const importer = await namedImporter(module, true);
      for await (const row of importer.read("rows", {columns: {}})) expect(row).toBeDefined();
    };
    await expect(reading()).rejects.toThrow(message);
  });
});
