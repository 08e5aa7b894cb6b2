import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {Database} from "../../loaders/store/database.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
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

/** Prompts take 25 places, but the first one 26. */
const room = (_: unknown, prompts: readonly string[]) =>
  Promise.resolve({context: 34, taken: prompts.map((_, i) => (i === 0 ? 26 : 25))});

function studyWith(maxTokens: number): {study: Study; run: RunFolder} {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "countdown.jsonl"), problemsText(countdownProblems(3)));
  writeFileSync(join(folder, "study.yaml"), studyText.replace("max_tokens: 8", `max_tokens: ${maxTokens}`));
  return {study: readStudy(join(folder, "study.yaml")), run: new RunFolder(join(folder, "run"))};
}

describe("sampleStudy", () => {
  it("refuses a max_tokens that the context of a model cuts, before anything is drawn, and names what fits", async () => {
    const {study, run} = studyWith(9);
    const models = {source: () => Promise.resolve("test"), load: () => Promise.resolve(seededEngine()), room};
    await expect(sampleStudy({study, run, models, date: "2026-01-02"})).rejects.toThrow(
      /^.*study\.yaml:\d+: max_tokens 9 is more than the context of base leaves: of its 34 places the longest prompt of countdown \(problem p0\) takes 26: set sampling: \{max_tokens: 8\} for base, or less$/
    );
    expect(existsSync(run.path)).toBe(false);
    const full = {...models, room: () => Promise.resolve({context: 26, taken: [26, 25, 25]})};
    await expect(sampleStudy({study, run, models: full, date: "2026-01-02"})).rejects.toThrow(
      /takes 26: use a larger context or shorter prompts$/
    );
    const unknown = {...models, room: () => Promise.resolve(null)};
    expect(await sampleStudy({study, run, models: unknown, date: "2026-01-02"})).toMatchObject({drawn: 12});
  });

  it("takes completions over whose recorded max_tokens the context cut, where all prompts were cut alike", async () => {
    const models = {source: () => Promise.resolve("test"), load: () => Promise.resolve(seededEngine())};
    const alike = (context: number) => ({
      ...models,
      room: (_: unknown, prompts: readonly string[]) =>
        Promise.resolve({context, taken: prompts.map(() => 26)})
    });
    const early = studyWith(48);
    await sampleStudy({...early, models: alike(99), date: "2026-01-02"});
    const study = studyWith(8).study;
    const again = await sampleStudy({study, run: early.run, models: alike(34), date: "2026-01-03"});
    expect(again.drawn).toBe(0);
    expect(JSON.parse(readFileSync(early.run.samplingIdentity("countdown", "base"), "utf8"))).toHaveProperty(
      "max_tokens",
      8
    );

    const other = studyWith(48);
    await sampleStudy({...other, models: alike(99), date: "2026-01-02"});
    await expect(
      sampleStudy({study, run: other.run, models: {...models, room}, date: "2026-01-03"})
    ).rejects.toThrow(
      "were drawn with max_tokens 48, the study now says 8: move its folder away to draw anew"
    );
  });

  it("refuses to draw beside verdicts of completions that were moved away, and names their folder", async () => {
    const {study, run} = studyWith(8);
    const models = {source: () => Promise.resolve("test"), load: () => Promise.resolve(seededEngine()), room};
    const sample = () => sampleStudy({study, run, models, date: "2026-01-02"});
    await sample();
    const verdicts = run.verdicts({id: "countdown@steps", version: 1}, "countdown", "base");
    mkdirSync(verdicts, {recursive: true});
    writeFileSync(join(verdicts, "part.parquet"), "");
    expect((await sample()).drawn).toBe(0);
    rmSync(run.completions("countdown", "base"), {recursive: true});
    await expect(sample()).rejects.toThrow(
      `${verdicts}: these verdicts are of completions that are gone: move the folder away too, verdicts are made again; or restore`
    );
    rmSync(verdicts, {recursive: true});
    expect((await sample()).drawn).toBe(6);
  });

  it("begins the completions of a policy with its prefill and names it in that policy's identity alone", async () => {
    const {study, run} = studyWith(8);
    const models = {source: () => Promise.resolve("test"), load: () => Promise.resolve(seededEngine()), room};
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
