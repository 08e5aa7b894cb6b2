import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";

describe("the format openai", () => {
  it("has a completion a choice, by their index, with its own tokens and log-probabilities", async () => {
    const {completions, skipped} = await rawRows([importingFixture("openai/completions.jsonl")]);
    expect(completions).toMatchObject([
      {completion: " 4", completionTokens: 3, sumLogprob: -1.5, finishReason: "stop"},
      {completion: " 5", completionTokens: 2, sumLogprob: -0.75, finishReason: "length"}
    ]);
    expect(completions[0]).toMatchObject({
      problem: {id: "p0", prompt: "2 + 2 =", gold: "4"},
      repeat: null,
      seed: 7,
      model: "mini",
      settings: {temperature: 0.6, top_p: 0.95, max_tokens: 4}
    });
    expect(skipped).toMatchObject([{line: 2, reason: "no answer with choices", detail: "too many requests"}]);
  });

  it.each(["openai/batch.jsonl", "openai/answers.json"])("reads the chat answers of %s", async (name) => {
    const {completions} = await rawRows([importingFixture(name)]);
    const [id, other] = name === "openai/batch.jsonl" ? ["p0", "p1"] : [null, null];
    expect(completions).toMatchObject([
      {
        problem: {id},
        model: "mini-chat",
        completion: "It is 4.",
        reasoning: "Two and two make four.",
        completionTokens: 12,
        sumLogprob: null,
        notes: []
      },
      {
        problem: {id: other},
        completion: '{"id":"c1","type":"function","function":{"name":"add","arguments":"{\\"a\\": 2}"}}',
        finishReason: "tool_calls",
        notes: ["tool calls kept as text"]
      }
    ]);
  });
});
