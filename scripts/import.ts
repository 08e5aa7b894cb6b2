import type {Command} from "commander";
import {ownsTask, shardText, type Shard} from "../loaders/schema/sharding/shard.js";
import {shownPath} from "../loaders/workspace/workspace.js";
import {importedText} from "../src/findings/dropped/imported-text.js";
import {
  differencesOf,
  importedStudy,
  importWarnings,
  summariesOf,
  type ImportedStudy
} from "./shared/imported-study.js";
import {importStep} from "./shared/import-step.js";
import {importUsage, withImportOptions, type ImportOptions} from "./shared/import-options.js";
import {interruptSignal} from "./shared/interrupt.js";
import {runScript} from "./shared/run-script.js";
import {withShard} from "./shared/cluster/shard-option.js";
import {verifyStep} from "./shared/steps.js";
import {openStudy} from "./shared/study-command.js";
import {writablePath, workspaceCommand, workspaceIn} from "./shared/tool-command.js";

interface ImportCommandOptions extends ImportOptions {
  study?: string;
  json?: boolean;
  verify: boolean;
  shard?: Shard;
}

await runScript(async () => {
  const command: Command = withImportOptions(workspaceCommand("import", true))
    .option("--study <file>", "import what the policies of this study name as their samples, instead")
    .option("--no-verify", "import alone: do not judge what has text and a reference answer")
    .option("--json", "print a JSON line for each policy and benchmark");
  const options = withShard(command).parse().opts<ImportCommandOptions>();
  if (command.args.length === 0 && options.study === undefined) {
    process.stdout.write(importUsage("import"));
    return;
  }
  if (!ownsTask(options.shard ?? null, "", "import")) {
    console.error(
      `import: files are read in their order, by one shard; ${shardText(options.shard!)} has nothing to do`
    );
    return;
  }
  const signal = interruptSignal();
  const workspace = workspaceIn(options.dir);
  const runs = options.runs === undefined ? workspace.runs : writablePath(options.runs, "--runs");
  const {allowCode, strict} = options;
  let imported: ImportedStudy | null;
  if (options.study === undefined)
    imported = await importedStudy(command.args, {...options, workspace, runs, signal});
  else {
    const {study, run} = openStudy({
      workspace,
      study: options.study,
      runs,
      ...(allowCode ? {allowCode} : {})
    });
    const imports = await importStep({study, run, allowCode, signal}, strict);
    imported = imports === null ? null : {file: options.study, run, imports};
  }
  if (imported === null || signal.aborted) return;
  if (options.verify && options.shard === undefined) {
    const opened = openStudy({workspace, study: imported.file, runs, ...(allowCode ? {allowCode} : {})});
    await verifyStep({...opened, signal}, {skipUnavailable: true});
  }
  const summaries = await summariesOf(imported);
  const lines = options.json ? summaries.map((each) => JSON.stringify(each)) : summaries.map(importedText);
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  for (const warning of importWarnings(imported)) console.error(`import: ${warning}`);
  for (const {benchmark, a, b, shared, onlyA, onlyB} of await differencesOf(imported))
    console.error(
      `import: ${a} and ${b} share ${shared} problems of ${benchmark}; ${onlyA.length} are ${a}'s alone, ${onlyB.length} are ${b}'s alone`
    );
  console.error(`import: the study is ${shownPath(imported.file)}`);
});
