import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";

describe("the format qwen-harness", () => {
  it("has what path and name say: benchmark, model, step, seed and sample index", async () => {
    const {completions, skipped} = await rawRows([importingFixture("qwen-harness")]);
    expect(skipped).toEqual([]);
    expect(completions.map(({problem, repeat}) => [problem.id, repeat])).toEqual([
      ["0", 4],
      ["0", 5],
      ["0", 6],
      ["0", 7],
      ["1", 4],
      ["1", 5],
      ["1", 6],
      ["1", 7]
    ]);
    expect(completions[0]).toMatchObject({
      line: 1,
      benchmark: "pears",
      model: "Mini-1B_pears_temp0.6_n4_seed2",
      step: 20,
      seed: 2,
      settings: {template: "qwen-boxed", temperature: 0.6},
      problem: {prompt: "Two pears and three pears?", gold: "5", meta: {level: "Level 1"}},
      completion: "It is \\boxed{5}.",
      finishReason: "stop",
      foreign: [{metric: "score", correct: true, value: true, extracted: "5", scope: "completion"}]
    });
  });

  it("pads no scores: a completion without one has no verdict and a note", async () => {
    const {completions} = await rawRows([importingFixture("qwen-harness")]);
    const ragged = completions.filter(({problem}) => problem.id === "1");
    expect(ragged.map(({foreign}) => foreign.map(({correct}) => correct))).toEqual([[true], [false], [], []]);
    expect(ragged.map(({notes}) => notes)).toEqual([
      [],
      [],
      ["no score, for which the harness counts its last one"],
      ["no score, for which the harness counts its last one"]
    ]);
  });

  it("notes a text that stops in a sentence, not one at its limit", async () => {
    const {completions} = await rawRows([importingFixture("qwen-harness")]);
    const cut = completions.filter(({notes}) => notes.includes("stops in a sentence, as a stop word cuts"));
    expect(cut.map(({completion}) => completion)).toEqual(["Pears are 5 or"]);
  });
});
