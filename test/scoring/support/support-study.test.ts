import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../../loaders/schema/study.js";
import {supportStudy} from "../../../loaders/scoring/support/support-study.js";
import {Database} from "../../../loaders/store/database.js";
import {hasSupport, supportTable} from "../../../loaders/tables/support/support.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {unigramModels, type Unigram} from "../../support/runs/unigram-model.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** After training `right` is rare: at T = 0.6 its weight is below the last 5%. */
const words: Record<"base" | "grpo", Unigram> = {
  base: {
    "<end>": 0.3,
    right: 0.2,
    wrong: 0.15,
    0: 0.12,
    1: 0.1,
    2: 0.06,
    3: 0.03,
    "+": 0.02,
    "=": 0.015,
    5: 0.005
  },
  grpo: {
    "<end>": 0.34,
    wrong: 0.24,
    0: 0.2,
    1: 0.07,
    2: 0.05,
    3: 0.04,
    right: 0.03,
    "+": 0.02,
    "=": 0.008,
    5: 0.002
  }
};

/** p0 is solved by the base alone, p1 by both; three completions of each. */
async function pairRun(): Promise<StudyRun> {
  const written = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["sums"],
    n: 3,
    policies: [
      {policy: "base", role: "base", correct: [[2, 2]]},
      {policy: "grpo", role: "rl", base: "base", correct: [[0, 3]]}
    ]
  });
  const file = written.environment.BOUNDARY_STUDY;
  writeFileSync(
    file,
    `${readFileSync(file, "utf8")}experiments:
  - {id: math, policies: [base, grpo], benchmarks: [sums]}
  - {id: perplexity, policies: [base, grpo], benchmarks: [sums], n: 1}
`
  );
  return {...written, study: readStudy(file)};
}

/** By the rule itself: what a word weighs among the fewest likeliest words that reach 95% at temperature 0.6. */
function nucleus(unigram: Unigram): Map<string, number> {
  const weights = Object.entries(unigram).map(([word, p]) => [word, p ** (1 / 0.6)] as const);
  weights.sort((a, b) => b[1] - a[1]);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const kept = new Map<string, number>();
  let mass = 0;
  for (const [word, weight] of weights) {
    if (mass / total >= 0.95) break;
    kept.set(word, weight);
    mass += weight;
  }
  return new Map([...kept].map(([word, weight]) => [word, weight / mass]));
}

function product(text: string, probability: (word: string) => number): number {
  return [...text.split(" "), "<end>"].reduce((total, word) => total * probability(word), 1);
}

/** Sum over texts at temperature 1, and at the settings. */
function chances(policy: "base" | "grpo", texts: readonly string[]): {full: number; settings: number} {
  const kept = nucleus(words[policy]);
  const sum = (probability: (word: string) => number): number =>
    texts.reduce((total, text) => total + product(text, probability), 0);
  return {full: sum((word) => words[policy][word]!), settings: sum((word) => kept.get(word) ?? 0)};
}

// Reference solutions of the puzzles 1 + 2 = 3 and 2 + 3 = 5.
const correct = {
  p0: ["right 0", "right 1", "1 + 2 = 3", "2 + 1 = 3"],
  p1: ["right 0", "right 1", "right 2", "2 + 3 = 5", "3 + 2 = 5"]
};

describe("supportStudy", () => {
  it("adds up what the texts of both policies and the references are worth, as counted by hand", async () => {
    const {study, run, environment} = await pairRun();
    expect(hasSupport(environment)).toBe(false);
    expect(await supportTable(environment)).toBe(null);
    await supportStudy({study, run, models: unigramModels(words)});
    expect(hasSupport(environment)).toBe(true);
    const [pair] = (await supportTable(environment))!.pairs;
    expect(pair!.unsure).toBe(0);
    for (const problem of pair!.problems) {
      const texts = correct[problem.problem_id as "p0"];
      for (const side of ["base", "rl"] as const) {
        const {full, settings} = chances(side === "base" ? "base" : "grpo", texts);
        const {bound} = problem[side];
        expect(bound.texts).toBe(texts.length);
        expect(bound.full).toBeCloseTo(full, 7);
        expect(bound.low).toBeCloseTo(settings, 7);
        expect(bound.high).toBe(bound.low);
      }
    }
    const lost = pair!.problems[0]!.rl;
    expect(nucleus(words.grpo).has("right")).toBe(false);
    expect(lost.end).toMatchObject({
      before: "",
      token: "right",
      at: 0,
      probability: expect.closeTo(0.03, 7) as number
    });
    expect(lost.bySource.reference.full).toBeCloseTo(chances("grpo", correct.p0.slice(2)).full, 9);
    expect(lost.class).toBe("demoted");
    const change = pair!.changes.find(({source, isCorrect}) => source === "base" && !isCorrect)!;
    // Only "wrong 2", of both problems.
    expect(change.texts).toBe(2);
    expect(change.median.estimate).toBeCloseTo(
      Math.log(
        product("wrong 2", (word) => words.grpo[word]!) / product("wrong 2", (word) => words.base[word]!)
      ),
      5
    );
  });

  it("gives intervals that hold the exact numbers where only the likeliest words are told", async () => {
    const exact = await pairRun();
    await supportStudy({...exact, models: unigramModels(words)});
    const known = (await supportTable(exact.environment))!.pairs[0]!;
    let unsure = 0;
    for (const told of [1, 5, 10]) {
      const part = await pairRun();
      await supportStudy({...part, models: unigramModels(words, told)});
      const found = (await supportTable(part.environment))!.pairs[0]!;
      unsure += found.unsure;
      for (const [i, problem] of found.problems.entries())
        for (const side of ["base", "rl"] as const) {
          const [truth, bound] = [known.problems[i]![side].bound, problem[side].bound];
          expect(bound.full).toBeCloseTo(truth.full, 9);
          expect(bound.low).toBeLessThanOrEqual(truth.low * (1 + 1e-6));
          expect(bound.high).toBeGreaterThanOrEqual(truth.low * (1 - 1e-6));
          expect([known.problems[i]![side].class, "unknown"]).toContain(problem[side].class);
        }
      // All that there are: nothing is left open.
      if (told === 10) expect(found.unsure).toBe(0);
    }
    expect(unsure).toBeGreaterThan(0);
  });

  it("scores nothing twice, and everything anew where a model or its settings have changed", async () => {
    const {study, run} = await pairRun();
    const models = unigramModels(words);
    const scored = await supportStudy({study, run, models});
    // Each policy reads 2 x 3 texts of each and the 4 references.
    expect(scored).toBe(2 * (6 + 6 + 4));
    expect(await supportStudy({study, run, models})).toBe(0);
    expect(models.asked).toBe(scored);
    const [base, grpo] = study.policies as [(typeof study.policies)[0], (typeof study.policies)[0]];
    const cooler = {...grpo, sampling: {...grpo.sampling, temperature: 0.5}};
    expect(await supportStudy({study: {...study, policies: [base, cooler]}, run, models})).toBe(scored / 2);
  });

  it("stores a text that the token limit cuts as one that the sampler never gives", async () => {
    const {study, run} = await pairRun();
    const policies = study.policies.map((policy) => ({
      ...policy,
      sampling: {...policy.sampling, topP: 1, maxTokens: 5}
    }));
    await supportStudy({study: {...study, policies}, run, models: unigramModels(words)});
    const database = await Database.open();
    try {
      const rows = await database.rows(
        `SELECT sampled_high, outside_at, outside_token, outside_from, tokens FROM read_parquet('${run.support("base", "sums", null)}') LIMIT 1`
      );
      expect(rows).toEqual([
        {
          sampled_high: null,
          outside_at: 5,
          outside_token: "<end>",
          outside_from: 9,
          tokens: 6
        }
      ]);
    } finally {
      database.close();
    }
  });

  it("passes over a model that gives no log-probabilities, and says so", async () => {
    const {study, run} = await pairRun();
    const models = {source: () => "none", load: () => ({generate: () => Promise.resolve([])})};
    const said: string[] = [];
    const onUnavailable = ({id}: {id: string}) => said.push(id);
    expect(await supportStudy({study, run, models, onUnavailable})).toBe(0);
    expect(said).toEqual(["base", "grpo"]);
    await expect(supportStudy({study, run, models})).rejects.toThrow("gives no log-probabilities");
  });
});
