import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../../loaders/benchmarks/problems-file.js";
import {createModelAccess} from "../../../loaders/engines/model-access.js";
import {sampleStudy} from "../../../loaders/sampling/sample-study.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {Database} from "../../../loaders/store/database.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {countdownProblems} from "../../support/runs/problems.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

interface Replayed {
  drawn: number;
  failed: number;
  rows: Record<string, unknown>[];
  identity: Record<string, unknown>;
}

/** Samples a study of two Countdown problems whose one policy replays, and reads what was stored. */
async function replay(
  folder: string,
  policy: string,
  {n = 2, id = "rl"}: {n?: number; id?: string} = {}
): Promise<Replayed> {
  writeFileSync(join(folder, "sums.jsonl"), problemsText(countdownProblems(2)));
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: replayed
title: Stored completions
seed: 1
sampling: {n: ${n}}
policies:
  - {id: ${id}, role: rl, engine: replay, ${policy}}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: countdown@steps}
`
  );
  const [study, run] = [readStudy(file), new RunFolder(join(folder, "run"))];
  const models = createModelAccess();
  try {
    const result = await sampleStudy({study, run, models, date: "2026-01-02"});
    const database = await Database.open();
    const stored = run.completions("sums", id);
    const rows = await database.rows<Record<string, unknown>>(
      `FROM read_parquet('${stored}/*.parquet', hive_partitioning = false) ORDER BY problem_id, sample_index`
    );
    database.close();
    const identity = JSON.parse(readFileSync(run.samplingIdentity("sums", id), "utf8")) as Record<
      string,
      unknown
    >;
    return {...result, rows, identity};
  } finally {
    await models.close();
  }
}

const line = (problem_id: string, sample_index: number, more: object = {}): string =>
  JSON.stringify({problem_id, sample_index, completion: `${problem_id} ${sample_index}`, ...more}) + "\n";

describe("the engine replay", () => {
  it("answers by key alone, says unknown where the file does, and fails where nothing is stored", async () => {
    const folder = temporaryFolder();
    const more = {
      seed: 5,
      completion_tokens: 3,
      finish_reason: "length",
      sum_logprob: -1.5,
      mean_entropy: 0.25
    };
    const text = line("p1", 1, more) + "\n" + line("p0", 0) + line("p9", 0);
    writeFileSync(join(folder, "stored.jsonl"), text);
    const {drawn, failed, rows, identity} = await replay(folder, "completions: stored.jsonl");
    const sha256 = createHash("sha256").update(text).digest("hex");
    expect([drawn, failed]).toEqual([2, 2]);
    const none = {reasoning: null, place: null, entropy_bound: null, attempts: null};
    expect(rows).toEqual([
      {
        ...none,
        problem_id: "p0",
        sample_index: 0,
        seed: null,
        completion: "p0 0",
        completion_tokens: null,
        finish_reason: null,
        sum_logprob: null,
        mean_entropy: null,
        engine: "replay",
        source: sha256
      },
      {
        ...none,
        ...{problem_id: "p1", sample_index: 1, completion: "p1 1", ...more},
        ...{engine: "replay", source: sha256}
      }
    ]);
    expect(identity).toMatchObject({engine: "replay", source: sha256});
  });

  it("replays a run: the same completions, log-probabilities and seeds", async () => {
    const folder = temporaryFolder();
    const {run} = await writeStudyRun(join(folder, "old"), {
      benchmarks: ["sums"],
      n: 3,
      policies: [
        {policy: "base", role: "base", correct: [[1, 2]]},
        {policy: "rl", role: "rl", correct: [[3, 0]]}
      ]
    });
    const {drawn, failed, rows} = await replay(folder, `completions: "${run.path}/completions"`, {n: 3});
    expect([drawn, failed]).toEqual([6, 0]);
    const database = await Database.open();
    const before = await database.rows(
      `FROM read_parquet('${run.completions("sums", "rl")}/*.parquet', hive_partitioning = false) ORDER BY problem_id, sample_index`
    );
    database.close();
    const sampled = (row: object): object => ({...row, engine: "", source: ""});
    expect(rows.map(sampled)).toEqual(before.map(sampled));
  });

  it("replays the policy of a file that is named, from all files of a glob", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "parts"));
    writeFileSync(
      join(folder, "parts/1.jsonl"),
      line("p0", 0, {policy: "theirs"}) + line("p0", 0, {policy: "other"})
    );
    writeFileSync(join(folder, "parts/2.jsonl"), line("p1", 0, {policy: "theirs", benchmark: "sums"}));
    const {drawn, identity} = await replay(folder, "completions: parts/*.jsonl, policy: theirs", {n: 1});
    expect(drawn).toBe(2);
    expect(identity.source).toMatch(/^[0-9a-f]{64} policy theirs$/);
  });

  it("refuses to mix completions of changed files with those of before", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "stored.jsonl"), line("p0", 0));
    await replay(folder, "completions: stored.jsonl");
    writeFileSync(join(folder, "stored.jsonl"), line("p0", 0) + line("p0", 1));
    await expect(replay(folder, "completions: stored.jsonl")).rejects.toThrow("were drawn with source");
  });

  it.each([
    [
      "",
      "completions: nowhere.jsonl",
      /nowhere\.jsonl: no such file: .*study\.yaml:6 names it; make it, or name another$/
    ],
    ["", "completions: nowhere/*.jsonl", /nowhere\/\*\.jsonl: no such file: /],
    ["{", "completions: stored.jsonl", /^.*stored\.jsonl:1: invalid JSON: /],
    [
      line("p0", 0) + '{"problem_id": "p0"}',
      "completions: stored.jsonl",
      /^.*stored\.jsonl:2: invalid completion: completion must be a string/
    ],
    [
      line("p0", -1),
      "completions: stored.jsonl",
      /^.*:1: invalid completion: sample_index must be non-negative/
    ],
    [
      line("p0", 0) + line("p0", 0),
      "completions: stored.jsonl",
      /:2: sample_index 0 of the problem p0 stands twice: also at .*:1; keep one of them$/
    ],
    [
      line("p0", 0, {policy: "a"}),
      "completions: stored.jsonl",
      /stored\.jsonl: completions of a only, none of rl; name the one to replay with policy: … \(.*study\.yaml:6\)$/
    ],
    [
      line("p0", 0),
      "completions: stored.jsonl, model: x",
      /^.*study\.yaml:6: unknown key model; known here: completions, policy, id, role, base, benchmarks, engine, label, notes, prompt, published, samples, sampling, seed_of, training$/
    ],
    [
      line("p0", 0),
      "files: stored.jsonl",
      /study\.yaml:6: unknown key files; known here: completions, policy/
    ],
    [
      line("p0", 0),
      'completions: stored.jsonl, sampling: {prefill: "so"}',
      /study\.yaml:6: the engine replay gives completions as they are stored: remove prefill$/
    ]
  ])("names what is wrong: %j as %s", async (text, policy, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "stored.jsonl"), text);
    await expect(replay(folder, policy)).rejects.toThrow(message);
  });
});
