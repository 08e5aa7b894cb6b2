import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";

describe("the format verl", () => {
  it("prefers acc to the score, which is a reward", async () => {
    const {completions} = await rawRows([importingFixture("verl/30.jsonl")]);
    expect(completions.map(({step, problem, foreign}) => [step, problem, foreign])).toEqual([
      [
        30,
        {id: null, prompt: "user\n2+2\nassistant\n", gold: "4"},
        [{metric: "acc", correct: true, value: true, extracted: "4", scope: "completion"}]
      ],
      [
        30,
        {id: null, prompt: "user\n2+2\nassistant\n", gold: "4"},
        [{metric: "acc", correct: false, value: false, extracted: "5", scope: "completion"}]
      ]
    ]);
  });

  it("takes a score of at least 1 for correct where there is no acc, and older dumps without gold", async () => {
    const {completions} = await rawRows([importingFixture("verl/31.jsonl")]);
    expect(
      completions.map(({problem, foreign}) => [problem.gold, foreign[0]!.metric, foreign[0]!.correct])
    ).toEqual([
      ["5", "score", true],
      ["5", "score", false],
      [undefined, "score", false]
    ]);
  });
});

describe("the format nemo-skills", () => {
  it("has the seed of the file's name, symbolic verdicts and judgements", async () => {
    const {completions} = await rawRows([importingFixture("nemo-skills")]);
    expect(
      completions.map(({seed, repeat, problem, foreign}) => [
        seed,
        repeat,
        problem.prompt,
        ...foreign.map(({metric, correct}) => `${metric} ${correct}`)
      ])
    ).toEqual([
      [0, 0, "2 + 2?", "symbolic_correct true"],
      [0, 0, "3 + 2?", "symbolic_correct false", "judgement false"],
      [1, 1, "2 + 2?", "symbolic_correct false"],
      [1, 1, "3 + 2?", "symbolic_correct true", "judgement true"]
    ]);
    expect(completions[2]).toMatchObject({
      reasoning: "Two and two.",
      completionTokens: 1,
      finishReason: "stop",
      problem: {gold: "4", meta: {subset_for_metrics: "pears"}}
    });
  });
});

describe("the format nemo-evaluator", () => {
  it("has a part of the points as no verdict, and passes over what has no text", async () => {
    const {completions, skipped} = await rawRows([importingFixture("nemo-evaluator")]);
    expect(
      completions.map(({problem, repeat, foreign}) => [problem.id, repeat, foreign[0]!.correct])
    ).toEqual([
      ["0", 0, true],
      ["0", 1, false],
      ["1", 0, null]
    ]);
    expect(completions[2]!.problem.meta).toEqual({category: "sums"});
    expect(skipped).toMatchObject([{line: 4, reason: "no text of a completion (model_response)"}]);
  });
});
