import {readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {drawCompletions} from "../../loaders/sampling/draw.js";
import type {DrawOptions} from "../../loaders/sampling/draw-options.js";
import {Database} from "../../loaders/store/database.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const problems = countdownProblems(5);

function options(run: RunFolder, engine = seededEngine(), changes: Partial<DrawOptions> = {}): DrawOptions {
  return {
    run,
    benchmark: "countdown",
    policy: "base",
    problems,
    n: 8,
    studySeed: 1,
    engine: () => Promise.resolve(engine),
    chunkSize: 12,
    ...changes
  };
}

async function stored(run: RunFolder): Promise<object[]> {
  const database = await Database.open();
  try {
    return await database.rows(
      `FROM read_parquet('${run.completions("countdown", "base")}/*.parquet') ORDER BY problem_id, sample_index`
    );
  } finally {
    database.close();
  }
}

function fileBytes(run: RunFolder): Record<string, string> {
  const files = parquetFiles(run.completions("countdown", "base"));
  return Object.fromEntries(files.map((file) => [file.slice(run.path.length), readFileSync(file, "base64")]));
}

describe("drawCompletions", () => {
  it("draws n completions of every problem, each key once", async () => {
    const run = new RunFolder(temporaryFolder());
    expect(await drawCompletions(options(run))).toEqual({drawn: 40, failed: 0});
    const rows = (await stored(run)) as {problem_id: string; sample_index: number}[];
    expect(rows.map(({problem_id, sample_index}) => `${problem_id} ${sample_index}`)).toEqual(
      problems.flatMap(({problemId}) => Array.from({length: 8}, (_, i) => `${problemId} ${i}`))
    );
  });

  it("gives the engine the prefill after the prompt and stores it at the start of each completion", async () => {
    const [plain, direct] = [new RunFolder(temporaryFolder()), new RunFolder(temporaryFolder())];
    const engine = seededEngine();
    const asked: string[] = [];
    const generate = engine.generate.bind(engine);
    engine.generate = (requests) => {
      asked.push(...requests.map(({prompt}) => prompt));
      return generate(requests);
    };
    await drawCompletions(options(plain));
    await drawCompletions(options(direct, engine, {prefill: "answer :"}));
    expect(new Set(asked)).toEqual(new Set(problems.map(({prompt}) => `${prompt} answer :`)));
    const rows = (await stored(plain)) as {completion: string; seed: number}[];
    const begun = (await stored(direct)) as {completion: string; seed: number}[];
    // The seeded engine's completion is the prompt and a digit.
    expect(begun).toEqual(
      rows.map((row) => ({
        ...row,
        completion: `answer : ${row.completion.replace(/ (\d)$/, " answer : $1")}`
      }))
    );
  });

  it("asks for nothing and does not load the model when nothing is missing", async () => {
    const run = new RunFolder(temporaryFolder());
    await drawCompletions(options(run));
    const load = () => Promise.reject(new Error("loaded"));
    expect(await drawCompletions(options(run, undefined, {engine: load}))).toEqual({drawn: 0, failed: 0});
  });

  it("draws only what is missing when n is raised, and gets what it would have got at once", async () => {
    const [grown, whole] = [new RunFolder(temporaryFolder()), new RunFolder(temporaryFolder())];
    await drawCompletions(options(grown, undefined, {n: 3}));
    const engine = seededEngine();
    await drawCompletions(options(grown, engine));
    expect(engine.requests).toBe(25);
    await drawCompletions(options(whole));
    expect(await stored(grown)).toEqual(await stored(whole));
  });

  it("gives the same completions whatever the batch size, the concurrency and the chunks", async () => {
    const runs = await Promise.all(
      [
        options(new RunFolder(temporaryFolder())),
        options(new RunFolder(temporaryFolder()), seededEngine({batchSize: 1, concurrency: 5}), {
          chunkSize: 1000
        }),
        options(new RunFolder(temporaryFolder()), seededEngine({batchSize: 64, concurrency: 1}), {
          chunkSize: 1
        })
      ].map(async (each) => {
        await drawCompletions(each);
        return stored(each.run);
      })
    );
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it("draws files together where an engine asks for it, problem by problem, and writes the same files", async () => {
    const [apart, together] = [new RunFolder(temporaryFolder()), new RunFolder(temporaryFolder())];
    const ofDefaultSize = {chunkSize: undefined, n: 4000};
    await drawCompletions(options(apart, seededEngine({batchSize: 4000}), ofDefaultSize));
    const engine = {...seededEngine({batchSize: 4000, concurrency: 1}), drawnTogether: 2 ** 16};
    const asked: string[][] = [];
    const generate = engine.generate.bind(engine);
    engine.generate = (requests) => {
      asked.push([...new Set(requests.map(({prompt}) => prompt))]);
      return generate(requests);
    };
    await drawCompletions(options(together, engine, ofDefaultSize));
    expect(asked).toEqual(problems.map(({prompt}) => [prompt]));
    expect(Object.keys(fileBytes(together))).toHaveLength(3);
    expect(fileBytes(together)).toEqual(fileBytes(apart));
  });

  it("draws no more at once than a file is told to hold", async () => {
    const run = new RunFolder(temporaryFolder());
    const engine = {...seededEngine({batchSize: 100, concurrency: 1}), drawnTogether: 2 ** 16};
    const counts: number[] = [];
    const generate = engine.generate.bind(engine);
    engine.generate = (requests) => {
      counts.push(requests.length);
      return generate(requests);
    };
    await drawCompletions(options(run, engine));
    expect(counts).toEqual([12, 12, 12, 4]);
  });

  it("tells that the model is done with before what it drew is stored", async () => {
    const run = new RunFolder(temporaryFolder());
    const stored: number[] = [];
    const onDrawn = () => {
      stored.push(parquetFiles(run.completions("countdown", "base")).length);
    };
    await drawCompletions(options(run, undefined, {onDrawn}));
    expect(stored).toEqual([3]);
    expect(parquetFiles(run.completions("countdown", "base"))).toHaveLength(4);
  });

  it("keeps what was drawn of files that an interrupt leaves in parts, and goes on from there", async () => {
    const run = new RunFolder(temporaryFolder());
    const controller = new AbortController();
    const engine = {...seededEngine({batchSize: 1000, concurrency: 1}), drawnTogether: 2 ** 16};
    const ofDefaultSize = {chunkSize: undefined, n: 4000};
    const onProgress = (done: number) => {
      if (done >= 7000) controller.abort();
    };
    const interrupted = {...ofDefaultSize, signal: controller.signal, onProgress};
    expect(await drawCompletions(options(run, engine, interrupted))).toEqual({drawn: 7000, failed: 0});
    expect(await stored(run)).toHaveLength(7000);
    expect(await drawCompletions(options(run, engine, ofDefaultSize))).toEqual({drawn: 13_000, failed: 0});
    const whole = new RunFolder(temporaryFolder());
    await drawCompletions(options(whole, engine, ofDefaultSize));
    expect(await stored(run)).toEqual(await stored(whole));
  });

  it("writes the same files after losing any of them", async () => {
    const run = new RunFolder(temporaryFolder());
    await drawCompletions(options(run));
    const before = fileBytes(run);
    expect(Object.keys(before)).toHaveLength(4);
    for (const file of parquetFiles(run.completions("countdown", "base"))) {
      rmSync(file);
      await drawCompletions(options(run));
      expect(fileBytes(run)).toEqual(before);
    }
  });

  it("stores no completion for a failed request and asks again the next time", async () => {
    const run = new RunFolder(temporaryFolder());
    const failing = [problems[0]!.prompt];
    expect(await drawCompletions(options(run, seededEngine({failing})))).toEqual({drawn: 32, failed: 8});
    expect(await stored(run)).toHaveLength(32);
    expect(await drawCompletions(options(run))).toEqual({drawn: 8, failed: 0});
    expect(await stored(run)).toHaveLength(40);
  });

  it("keeps whole files only, and no temporary ones, when the engine breaks", async () => {
    const run = new RunFolder(temporaryFolder());
    const engine = seededEngine();
    const generate = engine.generate.bind(engine);
    engine.generate = (requests) =>
      engine.requests >= 19 ? Promise.reject(new Error("broken")) : generate(requests);
    await expect(drawCompletions(options(run, engine))).rejects.toThrow("broken");
    expect(readdirSync(run.completions("countdown", "base"))).toEqual([
      "files.jsonl",
      "s000000-p000000.parquet"
    ]);
    await drawCompletions(options(run));
    expect(await stored(run)).toHaveLength(40);
  });

  it("stops at an interrupt, keeps what was drawn, and goes on from there", async () => {
    const run = new RunFolder(temporaryFolder());
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done > 12) controller.abort();
    };
    const {drawn} = await drawCompletions(options(run, undefined, {signal: controller.signal, onProgress}));
    expect(drawn).toBeGreaterThan(12);
    expect(drawn).toBeLessThan(40);
    expect(await stored(run)).toHaveLength(drawn);
    expect(await drawCompletions(options(run))).toEqual({drawn: 40 - drawn, failed: 0});
  });

  it("names a truncated Parquet file and leaves it as it is", async () => {
    const run = new RunFolder(temporaryFolder());
    await drawCompletions(options(run));
    const file = join(run.completions("countdown", "base"), "s000000-p000000.parquet");
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    await expect(drawCompletions(options(run))).rejects.toThrow(`${file}: not a whole Parquet file`);
    expect(readFileSync(file)).toHaveLength(100);
  });
});
