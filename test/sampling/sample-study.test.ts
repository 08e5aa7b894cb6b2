import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {Database} from "../../loaders/store/database.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/problems.js";
import {seededEngine} from "../support/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const studyText = `study: prefill
title: A base model, with and without its steps
seed: 7
sampling: {n: 2, max_tokens: 8}
policies:
  - {id: base, role: base, engine: micro, model: nowhere}
  - {id: direct, role: base, engine: micro, model: nowhere, sampling: {prefill: "answer :"}}
benchmarks:
  - {id: countdown, problems: countdown.jsonl, verifier: countdown@steps}
`;

describe("sampleStudy", () => {
  it("begins the completions of a policy with its prefill and names it in that policy's identity alone", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "countdown.jsonl"), problemsText(countdownProblems(3)));
    writeFileSync(join(folder, "study.yaml"), studyText);
    const study = readStudy(join(folder, "study.yaml"));
    const run = new RunFolder(join(folder, "run"));
    const models = {source: () => Promise.resolve("test"), load: () => Promise.resolve(seededEngine())};
    expect(await sampleStudy({study, run, models, date: "2026-01-02"})).toEqual({drawn: 12, failed: 0});

    const identity = (policy: string): unknown =>
      JSON.parse(readFileSync(run.samplingIdentity("countdown", policy), "utf8"));
    expect(identity("base")).not.toHaveProperty("prefill");
    expect(identity("direct")).toEqual({...(identity("base") as object), prefill: "answer :"});

    const database = await Database.open();
    const rows = await database.rows(
      `SELECT policy, count(*)::INTEGER AS completions, bool_and(starts_with(completion, 'answer : ')) AS begun
       FROM read_parquet('${run.path}/completions/**/*.parquet', hive_partitioning = true)
       GROUP BY policy ORDER BY policy`
    );
    database.close();
    expect(rows).toEqual([
      {policy: "base", completions: 6, begun: false},
      {policy: "direct", completions: 6, begun: true}
    ]);
  });
});
