import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {readStudy} from "../../../loaders/schema/study.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {openWorkspace} from "../../../loaders/workspace/workspace.js";
import type {LiveBuildOptions} from "../../../scripts/shared/live/live-builds.js";
import {repository} from "../../support/run-cli.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const problems = 10;

/** The main pair on a few problems, with n = 40, in a folder of its own: what one run is given. */
export function smallStudy(): LiveBuildOptions {
  const folder = temporaryFolder();
  const data = join(repository, "data");
  const pair = readFileSync(join(data, "studies/pair.yaml"), "utf8");
  const [head] = pair.split("  - id: countdown-strategies");
  mkdirSync(join(folder, "benchmarks"));
  mkdirSync(join(folder, "studies"));
  const all = readFileSync(join(data, "benchmarks/countdown.jsonl"), "utf8").split("\n");
  writeFileSync(join(folder, "benchmarks/countdown.jsonl"), all.slice(0, problems).join("\n") + "\n");
  const file = join(folder, "studies/pair.yaml");
  writeFileSync(file, head!.replace("n: 512", "n: 40").replace("replicates: 2000", "replicates: 100"));
  const study = readStudy(file);
  const workspace = openWorkspace(folder);
  return {
    study,
    run: new RunFolder(join(workspace.runs, study.id)),
    report: {study: file, out: workspace.site, workspace}
  };
}
