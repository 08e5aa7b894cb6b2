import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const samples = "lm-eval/org__mini/samples_pears_2026-05-04T10-20-30.123456.jsonl";

describe("the format lm-eval", () => {
  it("reads the completions of a document once, whatever the filters", async () => {
    const {completions, skipped} = await rawRows([importingFixture("lm-eval")]);
    expect(skipped).toEqual([]);
    expect(completions.map(({problem, repeat, completion}) => [problem.id, repeat, completion])).toEqual([
      ["0", 0, " 4"],
      ["0", 1, " 5"],
      ["1", 0, " 6"],
      ["1", 1, " 6"]
    ]);
    expect(completions[0]).toMatchObject({
      benchmark: "pears",
      model: "org/mini",
      seed: 1234,
      settings: {temperature: 0.7, top_p: 0.9, max_gen_toks: 16},
      problem: {
        prompt: "Q: 2 pears and 2?\nA:",
        gold: "4",
        meta: {question: "2 pears and 2?", doc_hash: "d0"}
      }
    });
  });

  it("spreads a metric of a document over no repeats, and has one a filter", async () => {
    const {completions, verdicts} = await rawRows([importingFixture("lm-eval")]);
    expect(completions.map(({foreign}) => foreign)).toEqual(
      [1, 1, 0, 0].map((value) => [
        {metric: "exact_match,strict-match", correct: value === 1, value, scope: "problem"}
      ])
    );
    // A filter that keeps all repeats has what it read of each.
    expect(verdicts.map(({problem, repeat, foreign}) => [problem.id, repeat, foreign])).toEqual(
      [
        ["0", 0, "4", true],
        ["0", 1, "5", false],
        ["1", 0, "6", false],
        ["1", 1, "6", false]
      ].map(([id, repeat, extracted, correct]) => [
        id,
        repeat,
        [{metric: "exact_match,all", correct, value: correct, extracted, scope: "completion"}]
      ])
    );
  });

  it.each([
    ["a fraction that what it kept does not add up to", ["4", "5"], 0.25, null],
    ["more kept than there are repeats", ["4", "5", "5"], 0.5, null],
    ["a value that is no number", ["4", "5"], "half", null],
    ["what it kept", ["4", "5"], 0.5, true]
  ])(
    "takes of a filter that keeps all repeats %s for no more than it is",
    async (_, kept, value, correct) => {
      const file = join(temporaryFolder(), "samples_pears_2026-05-04T10-20-30.123456.jsonl");
      const row = {doc_id: 0, doc: {}, target: "4", arguments: {}, resps: [["= 4", "= 5"]], filter: "all"};
      const metrics = {metrics: ["exact_match"], exact_match: value};
      writeFileSync(file, JSON.stringify({...row, filtered_resps: [kept], ...metrics}));
      const {completions} = await rawRows([file]);
      const [first, second] = completions.map(({foreign}) => foreign[0]!);
      const scope = correct === null ? "problem" : "completion";
      expect([first!.correct, first!.scope, second!.scope]).toEqual([correct, scope, scope]);
    }
  );

  it("says that results are of more samples than the file has, also where the file alone is named", async () => {
    const text = "results state 30 samples, the file has 2";
    expect((await rawRows([importingFixture("lm-eval")])).notices).toMatchObject([{text}]);
    expect((await rawRows([importingFixture(samples)])).notices).toMatchObject([{text}]);
  });

  it("takes a verdict for the completion's own where there is one repeat, and reads no log-likelihoods", async () => {
    const {completions, skipped, notices} = await rawRows([importingFixture("lm-eval-greedy")]);
    expect(completions.map(({foreign, seed, model}) => [foreign, seed, model])).toEqual([
      [
        [{metric: "exact_match,none", correct: true, value: 1, scope: "completion", extracted: " 2"}],
        null,
        null
      ],
      [
        [{metric: "exact_match,none", correct: false, value: 0, scope: "completion", extracted: " 4"}],
        null,
        null
      ]
    ]);
    expect(skipped).toMatchObject([
      {line: 3, reason: "no texts of completions (resps): log-likelihoods, or none"}
    ]);
    expect(notices).toEqual([]);
  });

  it("keeps the completions of a second run that was appended to the file", async () => {
    const file = join(temporaryFolder(), "samples_pears_2026-05-04T10-20-30.123456.jsonl");
    const text = readFileSync(importingFixture(samples), "utf8");
    writeFileSync(file, text + text.replaceAll(" 4", " 44"));
    const {completions} = await rawRows([file]);
    expect(completions.map(({problem, repeat, notes}) => [problem.id, repeat, notes.length])).toEqual([
      ["0", 0, 0],
      ["0", 1, 0],
      ["1", 0, 0],
      ["1", 1, 0],
      ["0", 2, 1],
      ["0", 3, 1],
      ["1", 2, 1],
      ["1", 3, 1]
    ]);
  });
});
