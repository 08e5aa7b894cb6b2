import {spawn, type ChildProcess} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {describe, expect, it, onTestFinished} from "vitest";
import {withLock} from "../../loaders/store/folder-lock.js";
import {Database} from "../../loaders/store/database.js";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const study = join(repository, "data/studies/pair.yaml");
const options = (runs: string, n: number | string) => ["--study", study, "--runs", runs, "--n", String(n)];

interface Running {
  child: ChildProcess;
  end: Promise<{status: number | null; stderr: string}>;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", ...args], {
    cwd: repository,
    stdio: ["ignore", "ignore", "pipe"]
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const end = once(child, "close").then(([status]) => ({status: status as number | null, stderr}));
  return {child, end};
}

const locks = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("lock-")) : [];

async function untilLocked(folder: string): Promise<void> {
  while (locks(folder).length === 0) await delay(5);
}

async function keys(runs: string): Promise<{rows: number; keys: number}> {
  const database = await Database.open();
  try {
    const files = join(runs, "pair/completions/*/*/*.parquet");
    const [counts] = await database.rows<{rows: number; keys: number}>(
      `SELECT count(*) AS rows, count(DISTINCT (benchmark, policy, problem_id, sample_index)) AS keys
       FROM read_parquet('${files}', hive_partitioning = true)`
    );
    return counts!;
  } finally {
    database.close();
  }
}

function refusesInOneLine({status, stderr}: {status: number | null; stderr: string}, folder: string): void {
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toMatch(/: in use by \w+ \(pid \d+, since .*\): wait for it, or end it with kill \d+/);
  expect(stderr.startsWith(folder)).toBe(true);
  expect(status).toBe(1);
}

describe("a run that a command writes to", () => {
  it("is refused to the others, names the process, and gets each key once", {timeout: 240_000}, async () => {
    const runs = temporaryFolder();
    const run = join(runs, "pair");
    const first = start(["sample", ...options(runs, 16), "--chunk", "500"]);
    await untilLocked(run);
    first.child.kill("SIGSTOP");
    refusesInOneLine(runCli("sample", [...options(runs, 16), "--chunk", "300"]), run);
    refusesInOneLine(runCli("verify", options(runs, 16)), run);
    refusesInOneLine(runCli("score", options(runs, 16)), run);
    first.child.kill("SIGCONT");
    expect((await first.end).status).toBe(0);
    expect(locks(run)).toEqual([]);
    expect(await keys(runs)).toEqual({rows: 7680, keys: 7680});
  });

  it("is taken over from a process that was killed", {timeout: 120_000}, async () => {
    const runs = temporaryFolder();
    const run = join(runs, "pair");
    const killed = start(["sample", ...options(runs, 64), "--chunk", "300"]);
    await untilLocked(run);
    killed.child.kill("SIGKILL");
    await killed.end;
    expect(locks(run)).toHaveLength(1);
    expect(runCli("sample", options(runs, 2)).status).toBe(0);
    expect(locks(run)).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("is given back at %s", {timeout: 120_000}, async (signal) => {
    const runs = temporaryFolder();
    const run = join(runs, "pair");
    const sampling = start(["sample", ...options(runs, 4096), "--chunk", "300"]);
    await untilLocked(run);
    sampling.child.kill(signal);
    const {status, stderr} = await sampling.end;
    expect(stderr).toContain("stopping: what is under way is finished and stored");
    expect(status).toBe(130);
    expect(locks(run)).toEqual([]);
  });
});

describe("a run that is too large", () => {
  it.each([
    ["9007199254740991", /--n <count>.*9007199254740991.*from 1 to 16777216/],
    ["16777216", /countdown-base on countdown: 120 problems times n = 16777216 are more than 100000000/]
  ])("is refused before anything is planned: --n %s", {timeout: 60_000}, (n, message) => {
    const runs = temporaryFolder();
    const {status, stderr} = runCli("sample", options(runs, n), ["--max-old-space-size=256"]);
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(existsSync(join(runs, "pair/completions"))).toBe(false);
  });
});

describe("withLock", () => {
  const lock = (pid: number, host: string, birth: string | null) =>
    JSON.stringify({pid, host, start: "2026-01-02T00:00:00.000Z", birth, what: "sample"});

  it("takes over what a dead process, a later one with its id, or a fault of the disk left", async () => {
    const folder = join(temporaryFolder(), "run");
    mkdirSync(folder);
    writeFileSync(join(folder, "lock-a.json"), lock(2 ** 22 + 1, hostname(), null));
    writeFileSync(join(folder, "lock-b.json"), lock(process.pid, hostname(), "1"));
    writeFileSync(join(folder, "lock-c.json"), "{");
    expect(await withLock(folder, "verify", () => Promise.resolve(locks(folder).length))).toBe(1);
    expect(locks(folder)).toEqual([]);
  });

  it("refuses a process of another host, and says which file to remove", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "lock-a.json");
    writeFileSync(file, lock(1, "elsewhere", null));
    await expect(withLock(folder, "verify", () => Promise.resolve())).rejects.toThrow(
      `${folder}: in use by sample (pid 1 on elsewhere, since 2026-01-02T00:00:00.000Z): wait for it, or remove ${file}`
    );
    expect(readFileSync(file, "utf8")).toContain("elsewhere");
  });

  it("lets one at a time in, of many that come at once", async () => {
    const folder = temporaryFolder();
    let inside = 0;
    const results = await Promise.allSettled(
      Array.from({length: 8}, () =>
        withLock(folder, "verify", async () => {
          expect(++inside).toBe(1);
          await delay(20);
          inside--;
        })
      )
    );
    const refused = results.filter(({status}) => status === "rejected");
    for (const {reason} of refused as PromiseRejectedResult[])
      expect(String(reason)).toContain("in use by verify");
    expect(locks(folder)).toEqual([]);
  });
});
