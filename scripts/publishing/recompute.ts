import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {openPublication} from "../../loaders/recomputing/open-publication.js";
import {recompute} from "../../loaders/recomputing/recompute.js";
import {showProgress} from "../shared/progress.js";
import {runScript} from "../shared/run-script.js";
import {workspaceCommand, workspaceIn} from "../shared/tool-command.js";

interface RecomputeOptions {
  dir: string;
  dataset?: string;
  reverify?: boolean;
  allowCode?: boolean;
}

await runScript(async () => {
  const command = workspaceCommand("recompute")
    .argument("<place>", "address or folder of a published report, or of its data set")
    .option("--dataset <place>", "where the data set is (default: where the report says)")
    .option("--reverify", "judge every completion again too")
    .option("--allow-code", "with --reverify: run the verifiers that the report brings, with your rights")
    .parse();
  const {dir, dataset, reverify = false, allowCode} = command.opts<RecomputeOptions>();
  const {cache} = workspaceIn(dir);
  mkdirSync(cache, {recursive: true});
  const folder = mkdtempSync(join(resolve(cache), "recompute-"));
  try {
    const show = showProgress("recompute  files of the data set", "files");
    const publication = await openPublication(command.args[0]!, dataset, folder, show);
    const {files, tables, differences} = await recompute(publication, folder, {
      onStep: (step) => {
        console.error(`recompute: ${step} …`);
      }
    });
    if (reverify) {
      const {reverifyPublication} = await import("../shared/reverify.js");
      differences.push(...(await reverifyPublication(publication, folder, allowCode)));
    }
    for (const difference of differences) console.log(difference);
    const {identity} = publication.manifest;
    console.log(
      `recompute: report ${identity.slice(0, 12)}: ${files} files and ${tables} tables, ${differences.length} differences`
    );
    if (differences.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});
