import {existsSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import type {RawCompletion} from "../../loaders/importing/raw-row.js";
import {rawRows} from "../support/importing/raw-rows.js";

const shared = process.env.BOUNDARY_SHARED_DATA ?? resolve(import.meta.dirname, "../../../shared/data");
const present = existsSync(join(shared, "raw"));
if (!present) console.log(`skipped: importing real files, no folder ${shared}/raw`);

/** Of each metric: completions with a verdict, and correct ones. */
function tally(completions: readonly RawCompletion[]): Record<string, [number, number]> {
  const tallies: Record<string, [number, number]> = {};
  for (const {foreign} of completions)
    for (const {metric, correct} of foreign) {
      const counted = (tallies[metric] ??= [0, 0]);
      counted[0]++;
      if (correct === true) counted[1]++;
    }
  return tallies;
}

function problemCount(completions: readonly RawCompletion[]): number {
  return new Set(
    completions.map(({benchmark, problem}) => JSON.stringify([benchmark, problem.id, problem.prompt]))
  ).size;
}

const gsm8k = (system: string): Record<string, string> => ({
  completion: `${system}.solution`,
  gold: "ground_truth",
  prompt: "question",
  verdict: `${system}.is_correct`
});

const lmEval = "raw/lm_eval/smollm2_two_filters/smollm2-135m-instruct/samples";

/** File, columns, format, problems, completions, verdicts of completions. */
const cases: [string, Record<string, string>, string, number, number, Record<string, [number, number]>][] = [
  ["completions/qwen-harness_math_n8.jsonl.gz", {}, "qwen-harness", 100, 800, {score: [800, 728]}],
  [
    "completions/gsm8k_four-systems.jsonl.gz",
    gsm8k("6b_finetuning"),
    "jsonl",
    1319,
    1319,
    {is_correct: [1319, 286]}
  ],
  [
    "completions/gsm8k_four-systems.jsonl.gz",
    gsm8k("6b_verification"),
    "jsonl",
    1319,
    1319,
    {is_correct: [1319, 515]}
  ],
  [
    "completions/gsm8k_four-systems.jsonl.gz",
    gsm8k("175b_finetuning"),
    "jsonl",
    1319,
    1319,
    {is_correct: [1319, 458]}
  ],
  [
    "completions/gsm8k_four-systems.jsonl.gz",
    gsm8k("175b_verification"),
    "jsonl",
    1319,
    1319,
    {is_correct: [1319, 742]}
  ],
  ["completions/humaneval_codegen-16b_n100.jsonl.gz", {}, "jsonl", 164, 16_400, {}],
  ["raw/lm_eval/countdown", {}, "lm-eval", 24, 96, {"exact_match,last-number": [96, 28]}],
  [
    `${lmEval}_tiny_gsm_2026-11-27T21-48-53.179117.jsonl`,
    {},
    "lm-eval",
    8,
    32,
    {"exact_match,strict-match": [32, 24]}
  ],
  [
    `${lmEval}_countdown_gen_2026-11-27T21-48-53.179117.jsonl`,
    {},
    "lm-eval",
    8,
    32,
    {"exact_match,last-number": [32, 0]}
  ],
  ["raw/evalplus/samples.jsonl", {}, "evalplus", 24, 192, {}],
  ["raw/evalplus/samples_eval_results.json", {}, "evalplus", 24, 192, {base: [192, 42], plus: [192, 33]}],
  ["raw/verl/rollout/10.jsonl", {}, "verl", 20, 80, {score: [80, 40]}],
  ["raw/verl/rollout/11.jsonl", {}, "verl", 20, 80, {score: [80, 37]}],
  ["raw/openai_raw/smollm2-135m-instruct_tiny_gsm_n8.jsonl", {}, "openai", 12, 96, {}]
];

describe.skipIf(!present)("files that the tools themselves wrote", () => {
  it.each(cases)(
    "%s with %j is %s: %i problems, %i completions",
    async (path, columns, format, problems, n, verdicts) => {
      const found = await rawRows([join(shared, path)], columns);
      expect(found.formats).toEqual([format]);
      expect(found.skipped).toEqual([]);
      expect([problemCount(found.completions), found.completions.length]).toEqual([problems, n]);
      expect(tally(found.completions)).toEqual(verdicts);
    }
  );

  it("has pass@8 .96 on the 100 problems of the Qwen harness", async () => {
    const {completions} = await rawRows([join(shared, "completions/qwen-harness_math_n8.jsonl.gz")]);
    const solved = completions
      .filter(({foreign}) => foreign[0]!.correct === true)
      .map(({problem}) => problem.id);
    expect(new Set(solved).size).toBe(96);
  });

  it("has of lm-eval's list filter what it read of each repeat: their mean is the .03125 of its results", async () => {
    const {verdicts} = await rawRows([
      join(shared, `${lmEval}_countdown_gen_2026-11-27T21-48-53.179117.jsonl`)
    ]);
    const values = verdicts.flatMap(({foreign}) => foreign.map(({value}) => value));
    expect(values.map(Number).reduce((sum, value) => sum + value, 0) / values.length).toBe(0.03125);
    expect(verdicts.map(({repeat}) => repeat)).toEqual(verdicts.map((_, i) => i % 4));
  });

  it("has the four repeats of each document of lm-eval's countdown alike", async () => {
    const {completions} = await rawRows([join(shared, "raw/lm_eval/countdown")]);
    const texts = new Map<string, Set<string>>();
    for (const {problem, completion} of completions)
      texts.set(problem.id!, (texts.get(problem.id!) ?? new Set()).add(completion));
    expect([...texts.values()].map(({size}) => size)).toEqual(Array(24).fill(1));
  });

  it("notices that a samples file of lm-eval is a part of the set", async () => {
    const folder = join(shared, "raw/every_eval_ever");
    const {completions, notices} = await rawRows([`${folder}/*.json*`]);
    expect(completions).toHaveLength(10);
    expect(notices.map(({text}) => text)).toEqual(["results state 5000 samples, the file has 10"]);
  });

  it("has the counts of EvalPlus by problem", async () => {
    const file = join(shared, "raw/evalplus/expected.json");
    const expected = JSON.parse(readFileSync(file, "utf8")) as {
      per_problem: Record<string, {n: number; c_base: number; c_plus: number}>;
    };
    const {completions} = await rawRows([join(shared, "raw/evalplus/samples_eval_results.json")]);
    const correct = (id: string, at: number): number =>
      completions.filter(({problem, foreign}) => problem.id === id && foreign[at]!.correct === true).length;
    const found = Object.keys(expected.per_problem).map((id) => [
      id,
      {
        n: completions.filter(({problem}) => problem.id === id).length,
        c_base: correct(id, 0),
        c_plus: correct(id, 1)
      }
    ]);
    expect(Object.fromEntries(found)).toEqual(expected.per_problem);
  });

  it("has tokens and log-probabilities of raw answers, and their texts as they were judged", async () => {
    const {completions} = await rawRows([
      join(shared, "raw/openai_raw/smollm2-135m-instruct_tiny_gsm_n8.jsonl")
    ]);
    const tokens = completions.reduce((sum, {completionTokens}) => sum + completionTokens!, 0);
    const correct = completions.filter(
      ({completion, problem}) => /#### (-?\d+)/.exec(completion)?.[1] === problem.gold
    ).length;
    expect([tokens, correct / 96, completions.every(({finishReason}) => finishReason === "stop")]).toEqual([
      1538,
      0.6041666666666666,
      true
    ]);
    expect(completions.every(({sumLogprob}) => sumLogprob! < 0)).toBe(true);
  });

  it.each([
    ["correct_base", 0.613921875, 481],
    ["correct_simplerl", 0.779328125, 465]
  ])("has the counts of MATH500 in the column %s", async (column, mean, solved) => {
    const {counts} = await rawRows(
      [join(shared, "completions/math500_qwen2.5-7b_base-vs-simplerl_n128_counts.csv")],
      {c: column}
    );
    expect(counts).toHaveLength(500);
    expect(counts.reduce((sum, {n, c}) => sum + c / n, 0) / 500).toBeCloseTo(mean, 12);
    expect(counts.filter(({c}) => c > 0)).toHaveLength(solved);
  });
});
