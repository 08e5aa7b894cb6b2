import {join} from "node:path";
import {compareReports} from "./shared/compare-reports.js";
import {importUsage, withImportOptions, type ImportOptions} from "./shared/import-options.js";
import {importedStudy, importWarnings} from "./shared/imported-study.js";
import {interruptSignal} from "./shared/interrupt.js";
import {makeReport} from "./shared/make-report.js";
import {intervalLevel, portNumber, positiveInteger, resamples} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {withSiteBytes} from "./shared/study-command.js";
import {workspaceCommand, workspaceIn, writablePath} from "./shared/tool-command.js";

interface ReportOptions extends ImportOptions {
  serve: boolean;
  port: number;
  out?: string;
  siteBytes?: number;
  compare?: boolean;
  level: number;
  replicates: number;
  seed: number;
}

await runScript(async () => {
  const command = withSiteBytes(withImportOptions(workspaceCommand("report")))
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option(
      "--compare",
      "set two reports side by side instead: studies with runs, or built or published reports (folders or addresses)"
    )
    .option("--level <share>", "with --compare: level of the intervals", intervalLevel, 0.95)
    .option("--replicates <n>", "with --compare: resamples of the problems", resamples, 2000)
    .option("--seed <n>", "with --compare: seed of the resampling", positiveInteger, 1)
    .option("--no-serve", "stop when the site is built");
  const {dir, runs: givenRuns, out: givenOut, ...options} = command.parse().opts<ReportOptions>();
  if (command.args.length === 0) {
    process.stdout.write(importUsage("report"));
    return;
  }
  const signal = interruptSignal();
  const workspace = workspaceIn(dir);
  const runs = givenRuns === undefined ? workspace.runs : writablePath(givenRuns, "--runs");
  const out = givenOut === undefined ? workspace.site : writablePath(givenOut, "--out");
  if (options.compare) {
    const out =
      givenOut === undefined ? join(workspace.folder, "comparison") : writablePath(givenOut, "--out");
    await compareReports(command.args, {...options, workspace, runs, out, signal});
    return;
  }
  const imported = await importedStudy(command.args, {...options, workspace, runs, signal});
  if (imported === null || signal.aborted) return;
  for (const warning of importWarnings(imported)) console.error(`report: ${warning}`);
  await makeReport({...options, workspace, study: imported.file, runs, out}, signal);
});
