import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {UserError} from "../../loaders/schema/user-error.js";
import {runChecks} from "./checks/run-checks.js";
import {runLocal} from "./checks/local-program.js";
import {runScript} from "../shared/run-script.js";
import {installSystemPackages} from "../shared/system-packages.js";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

await runScript(async () => {
  const selection = process.argv.slice(2);
  // Checks need nothing that is installed here, and fill the time in which tests wait.
  const ended = await Promise.allSettled([runChecks(), runTests(selection)]);
  const failed = ended.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
  for (const error of failed) if (!(error instanceof UserError)) throw error;
  if (failed.length > 0) throw new UserError(failed.map(({message}) => message).join("; "));
});

/** Installs what the tests need, runs them, or those that the arguments select, and ends with one line that counts them. */
async function runTests(selection: readonly string[]): Promise<void> {
  await installSystemPackages("npm test", ["chromium", "bwrap", "python3"]);
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
