import {spawn} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import {expect, it} from "vitest";
import {fileHash} from "../../loaders/store/file-hash.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {random} from "../../src/random/random.js";
import {filesIn, harnessLine} from "../support/importing/import-run.js";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const PROBLEMS = 60;
const COMPLETIONS = 1024;

it("gives the same Parquet after kills at any moment", {timeout: 120_000}, async () => {
  const draw = random(7);
  const lines = Array.from({length: PROBLEMS}, (_, idx) => {
    const code = Array.from({length: COMPLETIONS}, () => `the answer is ${draw.uniform()}`.repeat(5));
    return harnessLine(idx, code, {score: code.map((_, i) => i % 3 === 0)});
  });
  const folder = filesIn({"samples.jsonl": lines.join("\n")});
  const args = (dir: string): string[] => [
    "--dir",
    dir,
    `base=${folder}`,
    "--benchmark",
    "sums",
    "--no-verify"
  ];
  const whole = temporaryFolder();
  const start = performance.now();
  expect(runCli("import", args(whole)).status).toBe(0);
  const duration = performance.now() - start;
  const killed = temporaryFolder();
  for (let i = 0; i < 6; i++) {
    const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "import", ...args(killed)], {
      cwd: repository,
      stdio: "ignore"
    });
    setTimeout(() => child.kill("SIGKILL"), duration * (0.3 + 0.65 * draw.uniform()));
    await once(child, "exit");
  }
  const last = runCli("import", args(killed));
  expect(last.status, last.stderr).toBe(0);
  expect(hashesOf(killed)).toEqual(hashesOf(whole));
  expect(hashesOf(killed).length).toBeGreaterThanOrEqual(2);
});

function hashesOf(folder: string): string[] {
  const run = new RunFolder(join(folder, "runs/base"));
  const verifier = {id: "qwen-harness@score", version: 1};
  return [run.completions("sums", "base"), run.verdicts(verifier, "sums", "base")]
    .flatMap(parquetFiles)
    .map((file) => `${file.slice(folder.length)} ${fileHash(file)}`);
}
