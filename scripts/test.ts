import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {$} from "zx";
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
  await installSystemPackages("npm test", ["chromium", "bwrap", "python3"]);
  for (const [name, command] of checks) {
    if ((await runLocal(command)) !== 0) throw new UserError(`${name} failed: see above`);
    console.log(`${name}: ok`);
  }
  await runTests(process.argv.slice(2));
});

/** Runs the tests, or those that the arguments select, and ends with one line that counts them. */
async function runTests(selection: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-test-"));
  const file = join(folder, "report.json");
  try {
    const status = await runLocal([
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
async function runLocal([program, ...args]: string[]): Promise<number> {
  const run = $({stdio: ["ignore", "inherit", "inherit"], nothrow: true});
  const {exitCode} = await run`${join("node_modules/.bin", program!)} ${args}`;
  return exitCode ?? 1;
}
