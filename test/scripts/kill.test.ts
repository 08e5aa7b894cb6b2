import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {checkFiles} from "../../loaders/store/check-files.js";
import {completionsArrow} from "../../loaders/tables/parts/completions.js";
import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {random} from "../../src/random/random.js";
import {collectBytes} from "../support/collect-bytes.js";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const study = join(repository, "data/studies/pair.yaml");
const options = (runs: string) => ["--study", study, "--runs", runs, "--n", "24"];

/** Samples with the real engine in small chunks; if `after` is given, kills the process that many milliseconds after the first file of its own. */
async function sample(runs: string, after?: number): Promise<number | null> {
  const args = ["scripts/bootstrap.mjs", "sample", ...options(runs), "--chunk", "200"];
  const child = spawn(process.execPath, args, {cwd: repository, stdio: "ignore"});
  const exit = once(child, "exit");
  if (after !== undefined) {
    const before = files(runs).length;
    while (child.exitCode === null && files(runs).length === before) await delay(5);
    await delay(after);
    child.kill("SIGKILL");
  }
  const [code] = (await exit) as [number | null];
  return code;
}

/** Every file below a folder, temporary ones too, by its path in it. */
function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  return names.filter((name) => statSync(join(folder, name), {throwIfNoEntry: false})?.isFile() === true);
}

function parquetBytes(runs: string): Record<string, string> {
  const names = files(runs).filter((name) => name.endsWith(".parquet"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(runs, name), "base64")]));
}

async function tables(runs: string): Promise<string[]> {
  const verify = runCli("verify", options(runs));
  expect(verify.status).toBe(0);
  const environment = {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs, BOUNDARY_N: "24"};
  return [
    JSON.stringify(await experimentCoverage("math")(environment)),
    (await collectBytes(completionsArrow(environment))).toString("base64")
  ];
}

describe("npm run sample", () => {
  it(
    "loses and doubles nothing when it is killed again and again, and ends in the same bytes",
    {timeout: 300_000},
    async () => {
      const [whole, killed] = [temporaryFolder(), temporaryFolder()];
      expect(await sample(whole)).toBe(0);
      const generator = random(1);
      let kills = 0;
      for (let attempt = 0; attempt < 6; attempt++) {
        const before = parquetBytes(killed);
        if ((await sample(killed, generator.below(150))) === null) kills++;
        expect(parquetBytes(killed)).toMatchObject(before);
        expect(checkFiles(killed)).toMatchObject({unknown: [], faults: []});
      }
      expect(kills).toBeGreaterThan(2);
      expect(await sample(killed)).toBe(0);
      expect(parquetBytes(killed)).toEqual(parquetBytes(whole));
      expect(await tables(killed)).toEqual(await tables(whole));
    }
  );
});
