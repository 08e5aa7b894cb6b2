import {readdirSync} from "node:fs";
import {join, resolve} from "node:path";
import {readStudy} from "../../schema/study.js";
import {streamedHash} from "../../store/file-hash.js";
import {RunFolder} from "../../store/run-folder.js";
import {workspaceFiles, type ReportSource} from "../workspace/workspace-files.js";
import {hashedFiles} from "./hashed-files.js";
import {reportManifest, type ReportManifest} from "./report-manifest.js";
import {toolIdentity} from "./tool-identity.js";

/** The manifest of the report that is built from `source`, its tables being the files in the folder `tables`. */
export async function siteManifest(source: ReportSource, tables: string): Promise<ReportManifest> {
  const study = readStudy(source.study, source.n);
  return reportManifest({
    study,
    n: source.n ?? null,
    run: new RunFolder(resolve(source.runs, study.id)),
    workspace: await hashedFiles(workspaceFiles(source)),
    tables: await tableHashes(tables),
    tool: await toolIdentity()
  });
}

/** What loaders make for one site, as much as it has room for: no tables of the report. */
const OF_ONE_SITE: readonly string[] = ["cases.jsonl", "completions.arrow", "left-out.json"];

/** SHA-256 of each table in a folder, by its name. */
export async function tableHashes(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of readdirSync(folder).sort())
    if (!name.startsWith(".") && !OF_ONE_SITE.includes(name))
      hashes[name] = await streamedHash(join(folder, name));
  return hashes;
}
