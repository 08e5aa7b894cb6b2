import {cpSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const fixture = resolve(import.meta.dirname, "../../fixtures/importing/opencompass");
const file = (name: string): string => join(fixture, "predictions/small-model", `${name}.json`);

describe("the format opencompass", () => {
  it("tells the repeats by where the prompts begin anew, and takes verdicts from the results beside", async () => {
    const {formats, completions, skipped} = await rawRows([fixture]);
    expect(formats).toEqual(["opencompass"]);
    const sums = completions.filter(({benchmark}) => benchmark === "sums");
    expect(sums.map(({problem, repeat, foreign}) => [problem.id, repeat, foreign[0]])).toEqual([
      ["0", 0, {metric: "correct", correct: true, value: true, extracted: "2", scope: "completion"}],
      ["1", 0, {metric: "correct", correct: false, value: false, extracted: "5", scope: "completion"}],
      ["0", 1, {metric: "correct", correct: false, value: false, extracted: "3", scope: "completion"}],
      ["1", 1, {metric: "correct", correct: true, value: true, extracted: "4", scope: "completion"}]
    ]);
    expect(sums[1]).toMatchObject({
      line: 2,
      model: "small-model",
      completion: "<think>2 and 2</think>5",
      problem: {gold: "4", prompt: expect.stringMatching(/^\[\{"role":"SYSTEM"/) as string},
      notes: ["<think> in the text"]
    });
    expect(sums[0]!.problem.prompt).toBe("What is 1 + 1?");
    const words = completions.filter(({benchmark}) => benchmark === "words");
    expect(
      words.map(({problem, repeat, completionTokens, foreign}) => [
        problem.id,
        repeat,
        completionTokens,
        foreign[0]?.correct
      ])
    ).toEqual([
      ["0", null, 3, true],
      ["2", null, null, true]
    ]);
    expect(skipped).toMatchObject([
      {line: 2, reason: "a prediction that is no text: several rounds, or choices"}
    ]);
  });

  it("gives no verdicts without results, or by results of another number of problems", async () => {
    const alone = await rawRows([file("sums")]);
    expect(alone.completions).toHaveLength(4);
    expect(alone.completions.flatMap(({foreign}) => foreign)).toEqual([]);
    const folder = temporaryFolder();
    cpSync(fixture, folder, {recursive: true});
    writeFileSync(
      join(folder, "results/small-model/sums.json"),
      '{"accuracy": 1, "details": [{"correct": true}]}'
    );
    const {completions} = await rawRows([folder]);
    expect(completions.filter(({benchmark, foreign}) => benchmark === "sums" && foreign.length > 0)).toEqual(
      []
    );
  });

  it("says of a file that breaks off that it is broken", async () => {
    const path = join(temporaryFolder(), "sums.json");
    writeFileSync(path, '{\n    "0": {"origin_prompt": "a", "prediction": "b"},\n    "1": {');
    expect((await rawRows([path])).skipped).toMatchObject([{line: 1, reason: "broken JSON"}]);
  });
});
