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
import {datasetReadme} from "./card.js";
import {citationFile} from "./citation.js";
import {CROISSANT, croissant} from "./croissant/croissant.js";
import {datasetFacts, type DatasetFacts, type PublishedAt} from "./dataset-facts.js";
import {evalResults} from "./eval-results.js";
import {licencesText} from "./licences.js";

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
  /** Who is cited, instead of the study's authors. */
  authors?: readonly string[];
  /** Where the report will be found. */
  at?: PublishedAt;
  onStep?: (step: string) => void;
}

/**
 * Writes the data set of a built report: `workspace`, from which it can be built anew, `tables` with its numbers, `data` and
 * `problems` as the Hugging Face Hub reads them, what other tools read, and what it says of itself: README.md, croissant.json,
 * CITATION.cff, LICENSES.md. The same report gives the same bytes.
 */
export async function writeDataset({
  source,
  site,
  folder,
  without = [],
  authors,
  at,
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
  onStep("card");
  writeTexts(folder, await datasetFacts({study, run, manifest, authors, at, folder}));
  writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest, null, 1) + "\n");
}

/** What the data set says of itself. */
function writeTexts(folder: string, facts: DatasetFacts): void {
  const write = (place: string, text: string): void => {
    mkdirSync(dirname(join(folder, place)), {recursive: true});
    writeFileSync(join(folder, place), text);
  };
  for (const [place, text] of evalResults(facts)) write(place, text);
  write(CROISSANT, `${JSON.stringify(croissant(facts), null, 1)}\n`);
  write("CITATION.cff", citationFile(facts));
  write("LICENSES.md", licencesText(facts));
  const isThere = (name: string): boolean => name === MANIFEST || existsSync(join(folder, name));
  write("README.md", datasetReadme(facts, isThere));
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
