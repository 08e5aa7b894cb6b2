import {copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {exportRun, type RunFormat} from "../../exporting/run/export-run.js";
import {readStudy} from "../../schema/study.js";
import {RunFolder} from "../../store/run-folder.js";
import {inRun} from "../../store/run-problems.js";
import {readReportManifest} from "../identity/read-manifest.js";
import {MANIFEST} from "../identity/report-manifest.js";
import {copyWorkspace} from "../workspace/workspace-copy.js";
import {workspaceFiles, type ReportSource} from "../workspace/workspace-files.js";

/** What other tools read, by the folder or file of the data set that holds it. */
const exported = {
  inspect: "inspect",
  "every-eval-ever": "every-eval-ever",
  counts: "counts"
} as const satisfies Partial<Record<RunFormat, string>>;

export type DatasetPart = keyof typeof exported;
export const datasetParts = Object.keys(exported) as DatasetPart[];

export interface DatasetOptions {
  source: ReportSource;
  /** Folder of the built site, whose report it is. */
  site: string;
  /** New or empty folder of the data set. */
  folder: string;
  /** Parts that are left out. */
  without?: readonly DatasetPart[];
  onStep?: (step: string) => void;
}

/**
 * Writes the data set of a built report: `workspace`, from which it can be built anew, `tables` with its numbers, `data` and
 * `problems` as the Hugging Face Hub reads them, and what other tools read. The same report gives the same bytes.
 */
export async function writeDataset({
  source,
  site,
  folder,
  without = [],
  onStep = () => undefined
}: DatasetOptions): Promise<void> {
  const manifest = readReportManifest(join(site, MANIFEST));
  mkdirSync(folder, {recursive: true});
  onStep("workspace");
  copyWorkspace(workspaceFiles(source), join(folder, "workspace"));
  copyTables(site, Object.keys(manifest.tables), join(folder, "tables"));
  const read = readStudy(source.study, source.n);
  const run = new RunFolder(join(source.runs, read.id));
  const study = inRun(read, run);
  const parts = datasetParts.filter((part) => !without.includes(part));
  const hasTexts = existsSync(join(run.path, "completions"));
  for (const format of hasTexts ? parts : parts.filter((part) => part === "counts")) {
    onStep(format);
    await exportRun({study, run, format, out: join(folder, exported[format])});
  }
  if (hasTexts) {
    onStep("data");
    const out = join(folder, "dataset");
    await exportRun({study, run, format: "dataset", out});
    for (const name of readdirSync(out)) renameSync(join(out, name), join(folder, name));
    rmSync(out, {recursive: true});
  }
  writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest, null, 1) + "\n");
}

/** The tables that the pages of a site open, under their names without hash. */
function copyTables(site: string, names: readonly string[], folder: string): void {
  const data = join(site, "_file/data");
  if (!existsSync(data)) return;
  for (const file of readdirSync(data)) {
    const name = file.replace(/\.[\da-f]{8}(?=\.\w+$)/, "");
    if (!names.includes(name) || !name.endsWith(".json")) continue;
    mkdirSync(folder, {recursive: true});
    copyFileSync(join(data, file), join(folder, name));
  }
}

/** Where a data set lies beside its site in a folder that holds both. */
export function datasetBeside(site: string): string {
  return join(dirname(site), "dataset");
}
