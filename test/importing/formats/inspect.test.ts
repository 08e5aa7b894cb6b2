import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {RawCompletion} from "../../../loaders/importing/raw-row.js";
import {logBytes, logHeader, logSample} from "../../support/importing/inspect-log.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {zipBytes} from "../../support/importing/zip-bytes.js";

function written(bytes: Buffer | string, name = "log.eval"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

async function only(bytes: Buffer): Promise<RawCompletion> {
  const {completions, formats} = await rawRows([written(bytes)]);
  expect(formats).toEqual(["inspect"]);
  expect(completions).toHaveLength(1);
  return completions[0]!;
}

const alone = {header: logHeader({eval: {task: "sums", model: "m"}})};

describe("the format inspect", () => {
  it.each(["stored", "deflate", "zstd"] as const)("reads an archive packed by %s", async (method) => {
    const samples = [
      logSample("sum/1", 2, "It is 3.", {scores: {match: {value: "I"}}}),
      logSample("sum/1", 1, "It is 2.")
    ];
    const path = written(logBytes(samples, {method}), "any-name");
    const {completions, skipped} = await rawRows([path]);
    expect(skipped).toEqual([]);
    expect(completions[1]).toEqual({
      kind: "completion",
      file: path,
      line: 2,
      benchmark: "sums",
      problem: {id: "sum/1", prompt: "1 + 1", gold: "2"},
      repeat: 0,
      seed: null,
      model: "openai-api/mine/small",
      step: null,
      completion: "It is 2.",
      reasoning: null,
      completionTokens: 5,
      finishReason: "stop",
      sumLogprob: null,
      settings: {max_tokens: 32, temperature: 0.6},
      foreign: [{metric: "match", correct: true, value: "C", extracted: "2", scope: "completion"}],
      own: null,
      notes: []
    });
    expect(completions[0]).toMatchObject({repeat: 1, completion: "It is 3.", foreign: [{correct: false}]});
  });

  it("reads ids of any characters", async () => {
    const ids = ["../../etc/passwd", "a\\b", "C:/x", "ä/日本", "x_epoch_1.json", "__proto__"];
    const {completions} = await rawRows([
      written(
        logBytes(
          ids.map((id) => logSample(id, 1, "2")),
          alone
        )
      )
    ]);
    expect(completions.map(({problem}) => problem.id)).toEqual(ids);
  });

  it.each<[unknown, boolean | null]>([
    ["C", true],
    ["I", false],
    ["N", false],
    ["P", null],
    [1, true],
    [0, false],
    [0.5, null],
    [true, true],
    [false, false],
    ["yes", true],
    [[1, 0], null],
    [null, null]
  ])("takes the score %j for %j", async (value, correct) => {
    const row = await only(logBytes([logSample(1, 1, "2", {scores: {s: {value}}})], alone));
    expect(row.foreign).toEqual([{metric: "s", correct, value, extracted: null, scope: "completion"}]);
  });

  it("takes NaN for not scored, but not in a text, and a score of parts for several", async () => {
    const sample = logSample(1, 1, "NaN, [NaN]", {scores: {s: {value: "N_A_N"}, t: {value: {a: 1, b: 0}}}});
    const text = JSON.stringify(sample).replace('"N_A_N"', "NaN");
    const row = await only(
      zipBytes([
        {name: "header.json", content: JSON.stringify(alone.header)},
        {name: "samples/1_epoch_1.json", content: text}
      ])
    );
    expect(row.completion).toBe("NaN, [NaN]");
    expect(row.foreign).toMatchObject([
      {metric: "s", correct: null, value: null},
      {metric: "t/a", correct: true},
      {metric: "t/b", correct: false}
    ]);
  });

  it("finds attachments by their hash, and leaves a reference to nothing as it is", async () => {
    const row = await only(
      logBytes(
        [
          logSample(1, 1, "attachment://f0", {
            input: "attachment://e1",
            target: "attachment://constructor",
            attachments: {f0: "a long answer", e1: "a long question"}
          })
        ],
        alone
      )
    );
    expect(row.completion).toBe("a long answer");
    expect(row.problem).toMatchObject({prompt: "a long question", gold: "attachment://constructor"});
  });

  it("keeps parts of reasoning apart, and <think> in the text", async () => {
    const parts = [
      {type: "reasoning", reasoning: "one and one"},
      {type: "text", text: "It is"},
      {type: "text", text: "2."},
      {type: "image", image: "data:"}
    ];
    expect(await only(logBytes([logSample(1, 1, parts)], alone))).toMatchObject({
      completion: "It is\n2.",
      reasoning: "one and one",
      notes: ["a part that is no text is left out", "reasoning kept apart"]
    });
    expect(await only(logBytes([logSample(1, 1, "<think>one</think>2")], alone))).toMatchObject({
      completion: "<think>one</think>2",
      reasoning: null,
      notes: ["<think> in the text"]
    });
    const hidden = [
      {type: "reasoning", reasoning: "gAAA", redacted: true, summary: "adds"},
      {type: "text", text: "2"}
    ];
    expect(await only(logBytes([logSample(1, 1, hidden)], alone))).toMatchObject({
      reasoning: "adds",
      notes: ["reasoning that its provider hides", "reasoning kept apart"]
    });
  });

  it("keeps tool calls and several turns as text, and says so", async () => {
    const call = {
      role: "assistant",
      content: "Look.",
      tool_calls: [{id: "1", function: "bash", arguments: {cmd: "ls"}}]
    };
    const row = await only(
      logBytes(
        [
          logSample(1, 1, "", {
            messages: [
              {role: "user", content: "1 + 1"},
              call,
              {role: "tool", function: "bash", content: "bin"}
            ],
            output: {choices: [{message: {role: "assistant", content: "2"}, stop_reason: "stop"}]}
          })
        ],
        alone
      )
    );
    expect(row.completion).toBe(
      '[assistant]\nLook.\n[call bash {"cmd":"ls"}]\n\n[tool bash]\nbin\n\n[assistant]\n2'
    );
    expect(row.notes).toEqual(["several turns kept as text", "tool calls kept as text"]);
  });

  it("takes the examples of an input for no turns of the model", async () => {
    const message = (role: string, content: string, source?: string): object => ({
      role,
      content,
      source,
      id: content
    });
    const input = [
      message("user", "2 + 2", "input"),
      message("assistant", "4", "input"),
      message("user", "1 + 1", "input")
    ];
    const answer = {role: "assistant", content: "2"};
    const row = await only(
      logBytes(
        [
          logSample(1, 1, "", {
            input,
            messages: [{role: "system", content: "Add."}, ...input, answer],
            output: {choices: [{message: answer}]}
          })
        ],
        alone
      )
    );
    expect(row.completion).toBe("2");
    expect(row.problem.prompt).toBe(
      '[{"role":"user","content":"2 + 2"},{"role":"assistant","content":"4"},{"role":"user","content":"1 + 1"}]'
    );
  });

  it("sums log-probabilities, and keeps choices and small metadata", async () => {
    const sample = logSample(1, 1, "B", {choices: ["1", "2"], metadata: {level: 3}});
    const output = sample.output as {choices: object[]};
    output.choices = [{...output.choices[0], logprobs: {content: [{logprob: -0.5}, {logprob: -1.25}]}}];
    const row = await only(logBytes([sample], alone));
    expect(row.sumLogprob).toBe(-1.75);
    expect(row.problem.meta).toEqual({level: 3, choices: ["1", "2"]});
  });
});
