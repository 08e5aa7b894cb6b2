import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Engine} from "../../loaders/engines/engine.js";
import {drawCompletions} from "../../loaders/sampling/draw.js";
import type {DrawOptions, DrawResult} from "../../loaders/sampling/draw-options.js";
import {claimIdentity, type SamplingIdentity} from "../../loaders/sampling/sampling-identity.js";
import {Database} from "../../loaders/store/database.js";
import {withLock} from "../../loaders/store/folder-lock.js";
import {readManifest, updateManifest} from "../../loaders/store/manifest.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const problems = countdownProblems(5);

function draw(
  run: RunFolder,
  shard: [number, number] | null,
  changes: Partial<DrawOptions> = {}
): Promise<DrawResult> {
  const work = (): Promise<DrawResult> =>
    drawCompletions({
      run,
      benchmark: "countdown",
      policy: "base",
      problems,
      n: 4,
      studySeed: 1,
      engine: () => Promise.resolve(seededEngine()),
      shard: shard === null ? null : {index: shard[0] - 1, count: shard[1]},
      ...changes
    });
  return withLock(run.path, "sample", work, shard !== null);
}

function newRun(): RunFolder {
  return new RunFolder(temporaryFolder());
}

async function rows(run: RunFolder): Promise<object[]> {
  const database = await Database.open();
  try {
    return await database.rows(
      `FROM read_parquet('${run.completions("countdown", "base")}/*.parquet') ORDER BY problem_id, sample_index`
    );
  } finally {
    database.close();
  }
}

function bytes(run: RunFolder): Record<string, string> {
  const files = parquetFiles(run.completions("countdown", "base"));
  return Object.fromEntries(files.map((file) => [file.slice(run.path.length), readFileSync(file, "base64")]));
}

async function wholeRun(): Promise<RunFolder> {
  const run = newRun();
  await draw(run, null);
  return run;
}

test("shards draw together what one process draws, in the same files whatever their number", async () => {
  const [one, three, five] = [await wholeRun(), newRun(), newRun()];
  const counts: number[] = [];
  for (const i of [3, 1, 2]) counts.push((await draw(three, [i, 3])).drawn);
  for (const i of [1, 2, 3, 4, 5]) await draw(five, [i, 5]);
  expect(counts.reduce((a, b) => a + b)).toBe(20);
  expect(await rows(three)).toEqual(await rows(one));
  expect(bytes(five)).toEqual(bytes(three));
});

test("another number of shards in the middle, and one process at the end, draw what is left", async () => {
  const [one, many] = [await wholeRun(), newRun()];
  await draw(many, [1, 2]);
  expect((await draw(many, [1, 2])).drawn).toBe(0);
  await draw(many, [2, 5]);
  await draw(many, [2, 2], {n: 2});
  await draw(many, null);
  expect(await rows(many)).toEqual(await rows(one));
});

test("shards go on where one process was, and with more completions of each problem", async () => {
  const [one, many] = [await wholeRun(), newRun()];
  await draw(many, null, {n: 2, chunkSize: 7});
  await draw(many, [1, 2], {n: 3});
  await draw(many, [1, 2]);
  await draw(many, [2, 2]);
  expect(await rows(many)).toEqual(await rows(one));
});

test("a shard that runs twice at once writes the same bytes, each completion once", async () => {
  const [once, twice] = [newRun(), newRun()];
  await draw(once, [1, 2]);
  await Promise.all([draw(twice, [1, 2]), draw(twice, [1, 2]), draw(twice, [2, 2])]);
  await draw(once, [2, 2]);
  expect(bytes(twice)).toEqual(bytes(once));
});

test("a shard that is stopped stores whole files or none, and the next one draws the rest", async () => {
  const [one, many] = [await wholeRun(), newRun()];
  const stop = new AbortController();
  const engine: Engine = seededEngine();
  const generate = engine.generate.bind(engine);
  engine.generate = (requests) => {
    stop.abort();
    return generate(requests);
  };
  const load = (): Promise<Engine> => Promise.resolve(engine);
  const {drawn} = await draw(many, [1, 1], {engine: load, signal: stop.signal});
  expect(drawn % 4).toBe(0);
  expect(drawn).toBeLessThan(20);
  await draw(many, [1, 1]);
  expect(await rows(many)).toEqual(await rows(one));
});

const identity: SamplingIdentity = {
  study_seed: 1,
  engine: "micro",
  source: "a",
  temperature: 1,
  top_p: 1,
  max_tokens: 8,
  problems: "0"
};

test("of two shards of different studies that begin at once one is refused", async () => {
  const file = join(temporaryFolder(), "sampling.json");
  const claims = [claimIdentity(file, identity), claimIdentity(file, {...identity, study_seed: 2})];
  const results = await Promise.allSettled(claims);
  expect(results.map(({status}) => status)).toEqual(["fulfilled", "rejected"]);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(identity);
});

test("shards share a run with each other and with nobody else", async () => {
  const {path} = newRun();
  const nothing = (): Promise<void> => Promise.resolve();
  await withLock(path, "sample", () => withLock(path, "sample", nothing, true), true);
  await expect(withLock(path, "sample", () => withLock(path, "verify", nothing), true)).rejects.toThrow(
    "in use by sample"
  );
  await expect(withLock(path, "verify", () => withLock(path, "sample", nothing, true))).rejects.toThrow(
    "in use by verify"
  );
});

test("what shards add to a manifest is part of it, and of its file once one process adds to it", async () => {
  const [one, many] = [newRun(), newRun()];
  const first = {date: "2026-01-02", sources: {a: "model a"}};
  const second = {date: "2026-01-01", provenance: {node: "20"}};
  for (const added of [second, first]) await updateManifest(one, added);
  const share = (added: object): Promise<void> =>
    withLock(many.path, "sample", () => updateManifest(many, added), true);
  await share(second);
  await share(first);
  await share(first);
  expect(existsSync(many.manifest)).toBe(false);
  expect(readdirSync(many.manifestParts)).toHaveLength(2);
  expect(readManifest(many)).toEqual(readManifest(one));
  await updateManifest(many, {});
  expect(readdirSync(many.manifestParts)).toEqual([]);
  expect(readFileSync(many.manifest)).toEqual(readFileSync(one.manifest));
});

test("a torn part of a manifest is named", async () => {
  const run = newRun();
  await withLock(run.path, "sample", () => updateManifest(run, {date: "2026-01-02"}), true);
  const [name] = readdirSync(run.manifestParts);
  writeFileSync(join(run.manifestParts, name!), '{"date": "20');
  expect(() => readManifest(run)).toThrow(`${name!}: `);
});
