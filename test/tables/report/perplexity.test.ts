import {readFileSync, writeFileSync} from "node:fs";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../../loaders/schema/study.js";
import {scoreStudy} from "../../../loaders/scoring/score-study.js";
import {countsTable} from "../../../loaders/tables/report/counts.js";
import {experimentCoverage} from "../../../loaders/tables/report/coverage.js";
import {
  perplexityProblems,
  perplexityReport,
  scoresArrow
} from "../../../loaders/tables/report/perplexity.js";
import {perplexity} from "../../../src/metrics/perplexity/perplexity.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {textModels} from "../../support/runs/text-model.js";

/** Two problems, 3 completions of each; a word's log-probability is -(letters + letters of the scorer's id) / 16. */
async function scoredRun(): Promise<StudyRun> {
  const written = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["sums"],
    n: 3,
    policies: [
      {policy: "base", role: "base", correct: [[1, 3]]},
      {policy: "grpo", role: "rl", base: "base", correct: [[2, 3]]}
    ]
  });
  const file = written.environment.BOUNDARY_STUDY;
  writeFileSync(
    file,
    `${readFileSync(file, "utf8")}experiments:
  - {id: math, policies: [base, grpo], benchmarks: [sums]}
  - {id: perplexity, policies: [base, grpo], benchmarks: [sums], n: 2}
`
  );
  const study = readStudy(file);
  await scoreStudy({study, run: written.run, models: textModels()});
  return {...written, study};
}

describe("the view scores", () => {
  it("holds each text under each model, its own completions from sampling, and the first n alone", async () => {
    const {environment} = await scoredRun();
    const rows = tableFromIPC(await scoresArrow(environment))
      .toArray()
      .map((row) => (row as {toJSON(): Record<string, unknown>}).toJSON());
    const of = (policy: string, scorer: string) =>
      rows.filter((row) => row.policy === policy && row.scored_by === scorer);
    expect(of("base", "base")).toHaveLength(4);
    expect(of("grpo", "base")).toHaveLength(4);
    expect(of("_reference", "grpo")).toHaveLength(4);
    expect(rows).toHaveLength(6 * 4);
    // "right 0" under grpo: two words of 5 + 1 letters, and 4 letters of the scorer's id for each.
    expect(of("base", "grpo")[0]).toMatchObject({sum_logprob: -14 / 16, tokens: 2, mean_entropy: 7 / 32});
    expect(of("base", "base")[1]).toMatchObject({
      problem_id: "p0",
      sample_index: 1,
      sum_logprob: -1.125,
      tokens: 11,
      mean_entropy: null
    });
  });
});

describe("perplexityReport", () => {
  it("has the perplexities of the six conditions, by verdict", async () => {
    const {environment} = await scoredRun();
    const {pairs} = await perplexityReport(environment);
    expect(pairs).toHaveLength(1);
    const [pair] = pairs;
    expect(pair).toMatchObject({benchmark: "sums", base: "base", rl: "grpo", n: 2});
    const medians = pair!.conditions.map(({scorer, author, all}) => [
      `${scorer} of ${author}`,
      all!.completions,
      all!.quantiles[2].toFixed(6)
    ]);
    const own = (perplexity(-1, 10) + perplexity(-1.125, 11)) / 2;
    const [under, reference] = [Math.exp(7 / 16), Math.exp(5 / 16)];
    expect(medians).toEqual([
      ["base of base", 4, own.toFixed(6)],
      ["base of rl", 4, under.toFixed(6)],
      ["rl of rl", 4, own.toFixed(6)],
      ["base of reference", 4, reference.toFixed(6)],
      ["rl of base", 4, under.toFixed(6)],
      ["rl of reference", 4, reference.toFixed(6)]
    ]);
    expect(
      pair!.conditions.map(({correct, incorrect}) => [correct?.completions, incorrect?.completions])
    ).toEqual([
      [3, 1],
      [4, undefined],
      [4, undefined],
      [undefined, undefined],
      [3, 1],
      [undefined, undefined]
    ]);
    // Two of two problems at 0: the interval of Clopper and Pearson.
    const high = expect.closeTo(1 - Math.sqrt(0.025), 12) as number;
    expect(pair!.shift).toMatchObject({problems: 2, shareBelow: {estimate: 0, low: 0, high}});
  });

  it("has the entropy of each model on the same reference solutions", async () => {
    const {environment} = await scoredRun();
    const {referenceEntropies} = await perplexityReport(environment);
    expect(referenceEntropies).toMatchObject([
      {benchmark: "sums", policy: "base", problems: 2, estimate: 5 / 32},
      {benchmark: "sums", policy: "grpo", problems: 2, estimate: 5 / 32}
    ]);
  });

  it("has no pairs for a study without the experiment", async () => {
    const {environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums"],
      n: 2,
      policies: [{policy: "base", role: "base", correct: [[1]]}]
    });
    expect(await perplexityReport(environment)).toMatchObject({pairs: [], referenceEntropies: []});
    expect(await perplexityProblems(environment)).toEqual([]);
    expect(tableFromIPC(await scoresArrow(environment)).numRows).toBe(0);
  });
});

describe("perplexityProblems", () => {
  it("gives single completions of each problem with its prompt", async () => {
    const {environment} = await scoredRun();
    const [pair] = await perplexityProblems(environment);
    expect(pair!.problems.map(({prompt}) => prompt)).toEqual([
      "numbers 1 2 target 3",
      "numbers 2 3 target 5"
    ]);
    expect(pair!.problems[0]!.points.map(({verdicts}) => verdicts)).toEqual(["ci", "cc", "cc", "uu"]);
  });
});

it("reference solutions enter no pass@k table", async () => {
  const {environment} = await scoredRun();
  const ids = (list: readonly {policy: string}[]) => list.map(({policy}) => policy);
  const counts = await countsTable(environment);
  expect(counts.map(({policies}) => ids(policies))).toEqual([["base", "grpo"]]);
  const {benchmarks} = await experimentCoverage("math")(environment);
  expect(benchmarks.map(({curves}) => ids(curves))).toEqual([["base", "grpo"]]);
});
