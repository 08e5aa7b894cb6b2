import {cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {checkFiles} from "../../loaders/store/check-files.js";
import {Database} from "../../loaders/store/database.js";
import {random} from "../../src/random/random.js";
import {repository, runCli, type CliResult} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const study = join(repository, "data/studies/pair.yaml");
const cell = "pair/completions/benchmark=countdown/policy=countdown-base";
const completions = `${cell}/s000000-p000000.parquet`;
const verdicts =
  "pair/verdicts/verifier=countdown@steps/version=1/benchmark=countdown/policy=countdown-base/s000000-p000000.parquet";
const options = (runs: string) => ["--study", study, "--runs", runs, "--n", "4"];

let sampled = "";

beforeAll(() => {
  sampled = mkdtempSync(join(tmpdir(), "reasoning-boundary-verify-run-"));
  expect(runCli("sample", options(sampled)).status).toBe(0);
  expect(runCli("verify", options(sampled)).status).toBe(0);
}, 120_000);

afterAll(() => {
  rmSync(sampled, {recursive: true});
});

function copy(): string {
  const runs = temporaryFolder();
  cpSync(sampled, runs, {recursive: true});
  return runs;
}

const verifyRun = (runs: string): CliResult => runCli("verify-run", options(runs));

/** Rewrites a file as another program would: the folder's record keeps no hash of it. */
async function rewrite(file: string, query: (rows: string) => string): Promise<void> {
  const database = await Database.open();
  const changed = `${file}.changed`;
  await database.run(
    `COPY (${query(`read_parquet('${file}', hive_partitioning = false)`)}) TO '${changed}' (FORMAT parquet)`
  );
  database.close();
  renameSync(changed, file);
  rmSync(join(file, "../files.jsonl"));
}

/** Bytes of every file of a folder, by its path. */
function bytes(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({parentPath, name}) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), "base64")
    ])
  );
}

describe("npm run verify-run", () => {
  it("passes a run as it was written, and says of an old one what has no hash", {timeout: 60_000}, () => {
    const runs = copy();
    expect(verifyRun(runs)).toMatchObject({
      status: 0,
      stdout: "verify-run: 8 files as they were written, 0 without a SHA-256, 0 faults\n"
    });
    rmSync(join(runs, cell, "files.jsonl"));
    const old = verifyRun(runs);
    expect(old.status).toBe(0);
    expect(old.stdout).toContain("7 files as they were written, 1 without a SHA-256, 0 faults");
    expect(old.stderr).toContain(`the first: ${join(runs, completions)}`);
  });

  it.each([completions, verdicts])("finds each of 300 bit flips in %s", (name) => {
    const runs = copy();
    const file = join(runs, name);
    const whole = readFileSync(file);
    const generator = random(99);
    let found = 0;
    for (let flip = 0; flip < 300; flip++) {
      const flipped = Buffer.from(whole);
      flipped[generator.below(whole.length)]! ^= 1 << generator.below(8);
      writeFileSync(file, flipped);
      found += checkFiles(join(file, "..")).faults.length;
    }
    expect(found).toBe(300);
  });

  it("names a flipped file, which verify, sample, build, summary and dev refuse", {timeout: 120_000}, () => {
    const runs = copy();
    const file = join(runs, completions);
    const flipped = readFileSync(file);
    flipped[flipped.length >> 1]! ^= 4;
    writeFileSync(file, flipped);
    const before = bytes(runs);
    const result = verifyRun(runs);
    expect(result.stderr).toMatch(
      /^\S+s000000-p000000\.parquet has SHA-256 \w+…, was written with \w+…: .*\n$/
    );
    expect(result.stdout).toContain("7 files as they were written, 0 without a SHA-256, 1 faults");
    expect(result.status).toBe(1);
    const out = join(temporaryFolder(), "dist");
    const refused = [
      runCli("verify", options(runs)),
      runCli("sample", options(runs)),
      runCli("build", [...options(runs), "--out", out]),
      runCli("summary", options(runs)),
      runCli("dev", options(runs))
    ];
    for (const {status, stderr} of refused) {
      expect(stderr.trim().split("\n").at(-1)).toContain(`${file} has SHA-256`);
      expect(stderr).not.toContain("    at ");
      expect(status).toBe(1);
    }
    expect(bytes(runs)).toEqual(before);
  });

  it(
    "names verdicts whose completions were moved away, and draws none beside them",
    {timeout: 120_000},
    () => {
      const runs = copy();
      rmSync(join(runs, cell), {recursive: true});
      const left = join(runs, verdicts);
      const summary = runCli("summary", options(runs));
      expect(summary.stderr).toMatch(
        /^\S+s000000-p000000\.parquet: problem_id .* is of no completion that the run has: move the file away .*\n$/
      );
      const sample = runCli("sample", options(runs));
      expect(sample.stderr.trim().split("\n").at(-1)).toBe(
        `${join(left, "..")}: these verdicts are of completions that are gone: move the folder away too, verdicts are made again; ` +
          `or restore ${join(runs, cell)}`
      );
      expect([summary.status, sample.status]).toEqual([1, 1]);
      rmSync(join(left, ".."), {recursive: true});
      expect(runCli("sample", options(runs)).status).toBe(0);
    }
  );

  it.each<[string, string, (rows: string) => string, RegExp]>([
    ["a key twice", completions, (rows) => `FROM ${rows} UNION ALL (FROM ${rows} LIMIT 1)`, /occurs twice/],
    [
      "another model",
      completions,
      (rows) => `SELECT * REPLACE ('other' AS source) FROM ${rows}`,
      /source is "other", must be \w+/
    ],
    [
      "an unknown verdict",
      verdicts,
      (rows) => `SELECT * REPLACE ('maybe' AS verdict) FROM ${rows}`,
      /verdict is "maybe", must be correct/
    ]
  ])(
    "names %s in a file without a hash; verify leaves all as it is",
    {timeout: 120_000},
    async (...fault) => {
      const [, name, query, message] = fault;
      const runs = copy();
      await rewrite(join(runs, name), query);
      const before = bytes(runs);
      for (const result of [verifyRun(runs), runCli("verify", options(runs))]) {
        expect(result.stderr).toContain(join(runs, name));
        expect(result.stderr).toMatch(message);
        expect(result.stderr).not.toContain("    at ");
        expect(result.status).toBe(1);
      }
      expect(bytes(runs)).toEqual(before);
    }
  );
});
