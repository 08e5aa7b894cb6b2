import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {UserError} from "../loaders/schema/user-error.js";
import {installSystemPackages} from "./system-packages.js";
import {runScript} from "./run-script.js";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

/** Checks of the whole repository, cheap ones first; each must pass before the next runs. */
const checks: [name: string, command: string[]][] = [
  ["format", ["prettier", "--check", "--log-level=warn", "."]],
  ["types", ["tsc", "--noEmit"]],
  ["lint", ["eslint", "."]],
  ["unused code and dependencies", ["knip"]]
];

await runScript(async () => {
  await Promise.resolve();
  installSystemPackages();
  for (const [name, command] of checks) {
    if (runLocal(command) !== 0) throw new UserError(`${name} failed: see above`);
    console.log(`${name}: ok`);
  }
  runTests(process.argv.slice(2));
});

/** Runs the tests, or those that the arguments select, and ends with one line that counts them. */
function runTests(selection: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-test-"));
  const file = join(folder, "report.json");
  try {
    const status = runLocal([
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...selection
    ]);
    if (existsSync(file)) {
      const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
      const {numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped} = report;
      console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    }
    if (status !== 0) throw new UserError("tests failed: see above");
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Runs a program of node_modules/.bin; its exit status. */
function runLocal([program, ...args]: string[]): number {
  const {status, error} = spawnSync(join("node_modules/.bin", program!), args, {stdio: "inherit"});
  if (error) throw error;
  return status ?? 1;
}
