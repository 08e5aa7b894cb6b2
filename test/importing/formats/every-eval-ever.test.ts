import {resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {rawRows} from "../../support/importing/raw-rows.js";

const fixture = resolve(import.meta.dirname, "../../fixtures/importing/every-eval-ever");

describe("the format every-eval-ever", () => {
  it("reads instance files of all its versions, and passes their aggregate by", async () => {
    const {formats, completions} = await rawRows([fixture]);
    expect(formats).toEqual(["every-eval-ever"]);
    expect(completions[0]).toMatchObject({
      line: 1,
      benchmark: "sums",
      model: "mine/small",
      problem: {id: "1", prompt: "1 + 1", gold: "2"},
      repeat: 0,
      completion: "It is 2.",
      reasoning: null,
      completionTokens: 5,
      finishReason: "stop",
      foreign: [{metric: "accuracy", correct: true, value: 1, extracted: "2", scope: "completion"}],
      notes: []
    });
    expect(completions[1]).toMatchObject({
      repeat: 1,
      reasoning: "add",
      foreign: [{correct: false}],
      notes: ["reasoning kept apart"]
    });
  });

  it("spreads a verdict over no outputs, keeps several turns as text, and gives none where grading failed", async () => {
    const {completions, skipped} = await rawRows([fixture]);
    const of = (id: string): typeof completions => completions.filter(({problem}) => problem.id === id);
    expect(of("2")).toMatchObject([
      {completion: "4", repeat: 0, foreign: [{correct: null, value: 0.5, scope: "problem"}]},
      {completion: "5", repeat: 1, foreign: [{correct: null, value: 0.5, scope: "problem"}]}
    ]);
    expect(of("2")[0]!.problem).toMatchObject({gold: ["4", "four"], meta: {choices: ["3", "4"]}});
    expect(of("3")).toMatchObject([
      {
        completion: '[assistant]\nLook.\n[call bash {"cmd":"ls"}]\n\n[tool]\na\n\n[assistant]\na',
        repeat: 1,
        foreign: [{correct: true}],
        notes: ["several turns kept as text"]
      }
    ]);
    expect(of("4")).toMatchObject([{completion: "ten", repeat: null, foreign: [], notes: ["with an error"]}]);
    expect(skipped).toMatchObject([{line: 6, reason: "no output", detail: "5"}]);
  });
});
