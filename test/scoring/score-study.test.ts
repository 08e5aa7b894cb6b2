import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {referenceAuthor} from "../../loaders/schema/score.js";
import {readStudy, type Policy, type Study} from "../../loaders/schema/study.js";
import {scoreStudy} from "../../loaders/scoring/score-study.js";
import {Database} from "../../loaders/store/database.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {repository} from "../support/run-cli.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {textModels} from "../support/runs/text-model.js";

/** Two problems with two reference solutions each, 3 completions of each by both policies. */
async function pairRun(): Promise<{study: Study; run: RunFolder}> {
  const correct = [[1, 2]];
  const {study, run} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["sums"],
    n: 3,
    policies: [
      {policy: "base", role: "base", correct},
      {policy: "grpo", role: "rl", base: "base", correct}
    ]
  });
  return {study: withPerplexity(study), run};
}

function withPerplexity(study: Study, n: number | null = null): Study {
  return {
    ...study,
    experiments: [{id: "perplexity", policies: ["base", "grpo"], benchmarks: ["sums"], n, notes: null}]
  };
}

const scoredTexts = [
  ["base", "grpo"],
  ["base", referenceAuthor],
  ["grpo", "base"],
  ["grpo", referenceAuthor]
] as const;

function bytesOf(run: RunFolder): string[] {
  return scoredTexts.flatMap(([scorer, author]) =>
    parquetFiles(run.scores(scorer, "sums", author)).map((file) => readFileSync(file, "base64"))
  );
}

async function query<T extends object>(sql: string): Promise<T[]> {
  const database = await Database.open();
  try {
    return await database.rows<T>(sql);
  } finally {
    database.close();
  }
}

describe("scoreStudy", () => {
  it("scores each model's completions under the other, and the references under both", async () => {
    const {study, run} = await pairRun();
    expect(await scoreStudy({study, run, models: textModels()})).toEqual({
      scored: 2 * (2 * 3 + 2 * 2),
      unreadable: 0
    });
    const rows = await query(
      `SELECT * EXCLUDE (mean_entropy) FROM read_parquet('${run.scores("base", "sums", "grpo")}/*.parquet', hive_partitioning = false) LIMIT 3`
    );
    expect(rows).toEqual([
      {problem_id: "p0", sample_index: 0, sum_logprob: -(9 + 5) / 16, tokens: 2},
      {problem_id: "p1", sample_index: 0, sum_logprob: -(9 + 5) / 16, tokens: 2},
      {problem_id: "p0", sample_index: 1, sum_logprob: -(9 + 5) / 16, tokens: 2}
    ]);
    const references = await query<{completion: string}>(
      `SELECT completion FROM read_parquet('${run.references("sums")}/*.parquet') ORDER BY ALL`
    );
    expect(references.map(({completion}) => completion)).toEqual([
      "1 + 2 = 3",
      "2 + 1 = 3",
      "2 + 3 = 5",
      "3 + 2 = 5"
    ]);
  });

  it("does nothing for a study without the experiment", async () => {
    const {study, run} = await pairRun();
    const models = textModels();
    expect(await scoreStudy({study: {...study, experiments: []}, run, models})).toEqual({
      scored: 0,
      unreadable: 0
    });
    expect(models.asked).toBe(0);
  });

  it("scores nothing twice, only what is new when n is raised, and ends in the same bytes", async () => {
    const {study, run} = await pairRun();
    const models = textModels();
    await scoreStudy({study: withPerplexity(study, 2), run, models});
    const {asked} = models;
    expect(await scoreStudy({study: withPerplexity(study, 2), run, models})).toMatchObject({scored: 0});
    expect(models.asked).toBe(asked);
    expect(await scoreStudy({study, run, models})).toMatchObject({scored: 2 * 2});
    expect(models.asked).toBe(asked + 2 * 2);
    const whole = await pairRun();
    await scoreStudy({...whole, models});
    expect(bytesOf(run)).toEqual(bytesOf(whole.run));
    expect(bytesOf(run)).toHaveLength(4);
  });

  it("makes a lost file again, and leaves the others alone", async () => {
    const {study, run} = await pairRun();
    await scoreStudy({study, run, models: textModels()});
    const before = bytesOf(run);
    rmSync(parquetFiles(run.scores("grpo", "sums", "base"))[0]!);
    expect(await scoreStudy({study, run, models: textModels()})).toMatchObject({scored: 6});
    expect(bytesOf(run)).toEqual(before);
  });

  it("scores everything again when a model or the completions have changed", async () => {
    const {study, run} = await pairRun();
    const {scored} = await scoreStudy({study, run, models: textModels(1)});
    expect(await scoreStudy({study, run, models: textModels(2)})).toMatchObject({scored});
    writeFileSync(run.samplingIdentity("sums", "base"), '{"study_seed": 8}');
    expect(await scoreStudy({study, run, models: textModels(2)})).toMatchObject({scored: 6});
  });

  it("asks as the author of a text was asked, and scores references again when the scorer's prompt changes", async () => {
    const {study, run} = await pairRun();
    const file = join(run.path, "asked.yaml");
    writeFileSync(
      file,
      'prompt: asked\ntitle: Asked\nsource: https://example.org\ntext: "Asked: {problem}"\n'
    );
    const prompt = {name: file, file: study.file, where: "study.yaml:1"};
    const policies = study.policies.map((policy) => (policy.id === "grpo" ? {...policy, prompt} : policy));
    const models = textModels();
    await scoreStudy({study, run, models});
    const asked: string[] = [];
    const listening = {
      ...models,
      load: async (policy: Policy) => {
        const model = await models.load(policy);
        return {
          ...model,
          score: (requests: Parameters<NonNullable<typeof model.score>>[0]) => {
            asked.push(...requests.map((request) => `${policy.id} ${request.prompt.slice(0, 7)}`));
            return model.score!(requests);
          }
        };
      }
    };
    // The completions of grpo by base, and the references by grpo: all that base was asked holds.
    const scored = await scoreStudy({study: {...study, policies}, run, models: listening});
    expect(scored).toMatchObject({scored: 10});
    expect(new Set(asked)).toEqual(new Set(["base Asked: ", "grpo Asked: "]));
  });

  it("stops at a signal and goes on from there", async () => {
    const {study, run} = await pairRun();
    const {signal} = new AbortController();
    const whole = await scoreStudy({study, run, models: textModels(), signal});
    const other = await pairRun();
    const abort = new AbortController();
    const onStart = () => (done: number) => {
      if (done > 0) abort.abort();
    };
    const stopped = await scoreStudy({...other, models: textModels(), signal: abort.signal, onStart});
    expect(stopped.scored).toBe(6);
    const rest = await scoreStudy({...other, models: textModels()});
    expect(rest.scored).toBe(whole.scored - 6);
    expect(bytesOf(other.run)).toEqual(bytesOf(run));
  });

  it("counts a text that the model cannot read, and does not ask about it again", async () => {
    const {study, run} = await pairRun();
    const [file] = parquetFiles(run.completions("sums", "base"));
    const texts = `SELECT * REPLACE (CASE sample_index WHEN 1 THEN 'what ?' ELSE completion END AS completion) FROM read_parquet('${file!}', hive_partitioning = false)`;
    await query(`COPY (${texts}) TO '${file!}.new' (FORMAT parquet)`);
    writeFileSync(file!, readFileSync(`${file!}.new`));
    expect(await scoreStudy({study, run, models: textModels()})).toMatchObject({unreadable: 2});
    expect(await scoreStudy({study, run, models: textModels()})).toEqual({scored: 0, unreadable: 0});
  });

  it("gives what GRPO writes less probability under its base than under itself", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "study.yaml");
    const data = join(repository, "data");
    writeFileSync(
      file,
      `study: pair
title: A trained pair
seed: 3
sampling: {n: 2, max_tokens: 24}
policies:
  - {id: base, label: Base, role: base, engine: micro, model: ${data}/models/countdown-base}
  - {id: grpo, label: GRPO, role: rl, base: base, engine: micro, model: ${data}/models/countdown-grpo}
benchmarks:
  - {id: sums, label: Sums, problems: ${data}/benchmarks/countdown-validation.jsonl, verifier: countdown@steps}
experiments:
  - {id: perplexity, policies: [base, grpo], benchmarks: [sums]}
`
    );
    const [study, run] = [readStudy(file), new RunFolder(join(folder, "run"))];
    const models = createModelAccess();
    try {
      await sampleStudy({study, run, models, date: "2026-01-02"});
      await scoreStudy({study, run, models});
    } finally {
      await models.close();
    }
    const rows = await query<{under_base: number; under_grpo: number; tokens: number; own_tokens: number}>(
      `SELECT s.sum_logprob AS under_base, c.sum_logprob AS under_grpo, tokens, completion_tokens AS own_tokens
       FROM read_parquet('${run.scores("base", "sums", "grpo")}/*.parquet') s
       JOIN read_parquet('${run.completions("sums", "grpo")}/*.parquet') c USING (problem_id, sample_index)`
    );
    expect(rows).toHaveLength(120 * 2);
    for (const {tokens, own_tokens} of rows) expect(tokens).toBe(own_tokens);
    const total = (column: "under_base" | "under_grpo") => rows.reduce((sum, row) => sum + row[column], 0);
    expect(total("under_base")).toBeLessThan(total("under_grpo"));
  }, 120_000);
});

describe("a model that cannot score", () => {
  it("is refused, or told of and left out while the other one scores", async () => {
    const {study, run} = await pairRun();
    const models = textModels();
    const mute = {generate: () => Promise.resolve([])};
    const given = {...models, load: (policy: Policy) => (policy.id === "base" ? mute : models.load(policy))};
    await expect(scoreStudy({study, run, models: given})).rejects.toThrow(
      /^the engine micro of the policy base gives no log-probabilities/
    );
    const told: string[] = [];
    const onUnavailable = ({id}: Policy): void => void told.push(id);
    expect(await scoreStudy({study, run, models: given, onUnavailable})).toMatchObject({scored: 10});
    expect(told).toEqual(["base"]);
  });
});
