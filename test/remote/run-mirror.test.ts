import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {Bucket} from "../../loaders/remote/bucket.js";
import {sharedFiles} from "../../loaders/remote/run-files.js";
import {RunMirror} from "../../loaders/remote/run-mirror.js";
import {runPlace} from "../../loaders/remote/run-place.js";
import {mayHoldShard} from "../../loaders/schema/sharding/shard-file.js";
import {readRecord, recordFault, writeRecorded} from "../../loaders/store/file-record.js";
import {bucketKeys, bucketServer, type BucketServer} from "../support/remote/bucket-server.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const all = (): boolean => true;
const cell = "completions/benchmark=b/policy=p";

interface Node {
  folder: string;
  mirror: RunMirror;
  aside: string[];
}

/** A machine of its own: a folder and what it knows of the bucket. */
function node({url}: BucketServer, folder = temporaryFolder(), bucketName = "runs"): Node {
  const environment = {...bucketKeys, AWS_ENDPOINT_URL: url};
  const {access} = runPlace(`s3://${bucketName}/mine`, environment);
  const bucket = new Bucket(access, {signal: new AbortController().signal, tries: 1}, "run again");
  const aside: string[] = [];
  const run = join(folder, "runs/study");
  mkdirSync(run, {recursive: true});
  const mirror = new RunMirror({
    bucket,
    prefix: "mine/study/",
    folder: run,
    index: join(folder, "index.json"),
    onAside: (path) => aside.push(path)
  });
  return {folder: run, mirror, aside};
}

async function table(folder: string, name: string, rows: number): Promise<void> {
  const values = Array.from({length: rows}, (_, x) => ({x}));
  await writeRecorded(join(folder, cell, name), {x: "INTEGER"}, values);
}

function text(folder: string, path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), content);
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    sharedFiles(folder).map((path) => [path, readFileSync(join(folder, path)).toString("base64")])
  );
}

/** What is wrong with the files that the records of a run name. */
function faults(folder: string): string[] {
  const found: string[] = [];
  for (const [name, recorded] of readRecord(join(folder, cell))) {
    const fault = recordFault(join(folder, cell, name), recorded, "bytes");
    if (fault !== null) found.push(`${name} ${fault}`);
  }
  return found;
}

describe("RunMirror", {timeout: 60_000}, () => {
  it("brings a run to another machine, byte for byte, and moves nothing twice", async () => {
    const server = await bucketServer("runs", true);
    const [here, there] = [node(server), node(server)];
    await table(here.folder, "b0001-s000000.parquet", 3);
    await table(here.folder, "b0002-s000000.parquet", 3);
    text(here.folder, `${cell}/sampling.json`, "{}\n");
    text(here.folder, "lock-1-2.json", "{}");
    text(here.folder, `${cell}/.half.parquet.1.tmp`, "half");
    text(here.folder, "empty.json", "");
    expect((await here.mirror.push()).files).toBe(6);
    expect((await here.mirror.push()).files).toBe(0);
    expect((await there.mirror.pull(all)).files).toBe(5);
    expect(contents(there.folder)).toEqual(contents(here.folder));
    expect((await there.mirror.pull(all)).files).toBe(0);
    rmSync(join(here.folder, "empty.json"));
    await table(here.folder, "b0001-s000000.parquet", 5);
    await here.mirror.push();
    await there.mirror.pull(all);
    expect(contents(there.folder)).toEqual(contents(here.folder));
    expect(faults(there.folder)).toEqual([]);
    const shard = node(server);
    await shard.mirror.pull((path) => mayHoldShard({index: 1, count: 2}, basename(path)));
    expect(sharedFiles(shard.folder).filter((path) => path.endsWith(".parquet"))).toEqual([
      `${cell}/b0001-s000000.parquet`
    ]);
  });

  it("leaves a sound run in the bucket wherever it dies, and goes on from there", async () => {
    const server = await bucketServer("runs", true);
    const folder = temporaryFolder();
    const {folder: run} = node(server, folder);
    await table(run, "a.parquet", 1);
    await table(run, "b.parquet", 1);
    await node(server, folder).mirror.push();
    await table(run, "a.parquet", 2);
    await table(run, "a.parquet", 3);
    await table(run, "c.parquet", 1);
    text(run, "manifest.json", "{}\n");
    let isDone = false;
    for (let deaths = 0; !isDone; deaths++) {
      expect(deaths).toBeLessThan(20);
      let puts = 0;
      // One more request gets through each time; then the process is gone.
      server.fault.status = (line) => (line.startsWith("PUT") && ++puts > 1 ? 403 : null);
      isDone = await node(server, folder)
        .mirror.push()
        .then(
          () => true,
          () => false
        );
      server.fault.status = () => null;
      const other = node(server);
      await other.mirror.pull(all);
      expect(faults(other.folder)).toEqual([]);
      if (isDone) expect(contents(other.folder)).toEqual(contents(run));
      if (isDone) expect(deaths).toBeGreaterThan(2);
    }
  });

  it("takes what another machine wrote meanwhile, and keeps its own aside", async () => {
    const server = await bucketServer("runs", true);
    const [here, there] = [node(server), node(server)];
    await table(here.folder, "same.parquet", 2);
    await table(there.folder, "same.parquet", 2);
    text(here.folder, "manifest.json", "here");
    text(there.folder, "manifest.json", "there");
    await here.mirror.push();
    await expect(there.mirror.push()).rejects.toThrow(
      "s3://runs/mine/study/manifest.json: another process wrote it meanwhile: run again, which takes its version"
    );
    await there.mirror.pull(all);
    expect(there.aside).toEqual(["manifest.json"]);
    expect(readFileSync(join(there.folder, "manifest.json"), "utf8")).toBe("here");
    await there.mirror.push();
    const third = node(server);
    await third.mirror.pull(all);
    expect(faults(third.folder)).toEqual([]);
  });

  it("works with a host that knows no conditions", async () => {
    const server = await bucketServer("runs");
    server.fault.status = (line) =>
      line.startsWith("PUT") && !server.requests.slice(0, -1).includes(line) ? 501 : null;
    const [here, there] = [node(server), node(server)];
    text(here.folder, "manifest.json", "{}");
    await here.mirror.push();
    server.fault.status = () => null;
    await there.mirror.pull(all);
    expect(existsSync(join(there.folder, "manifest.json"))).toBe(true);
  });

  it("says in one line which bucket it was and what to do", async () => {
    const server = await bucketServer("runs");
    const {folder, mirror} = node(server);
    text(folder, "manifest.json", "{}");
    server.fault.status = () => 403;
    await expect(mirror.push()).rejects.toThrow(
      /runs\/mine\/study\/manifest\.json: the host answers 403 .*: give keys that may read, list and write there$/
    );
    server.fault.status = () => null;
    await expect(node(server, temporaryFolder(), "nowhere").mirror.pull(all)).rejects.toThrow(
      /nowhere\/mine\/study\/: the host answers 404 NoSuchBucket .*: make the bucket first$/
    );
    expect(() => runPlace("s3://runs", {})).toThrow(/^set AWS_ACCESS_KEY_ID/);
    expect(() => runPlace("s3:/runs", {})).toThrow("--runs s3:/runs: give s3://BUCKET/FOLDER");
  });
});
