import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Study} from "../../schema/study.js";
import {streamedHash} from "../../store/file-hash.js";
import type {RunFolder} from "../../store/run-folder.js";
import type {HashedFile} from "../identity/hashed-files.js";
import type {ReportManifest} from "../identity/report-manifest.js";
import {cellResults, type CellResult} from "./cell-results.js";
import {studySources, type StudySources} from "./sources/study-sources.js";

/** Where a report is published; left out where that is not known when its data set is written. */
export interface PublishedAt {
  /** Address of the site. */
  site?: string;
  /** Address of the data set. */
  dataset?: string;
}

/** All that a data set can say of itself. What is not known is null or empty. */
export interface DatasetFacts {
  study: Study;
  manifest: ReportManifest;
  authors: readonly string[];
  at: PublishedAt;
  results: readonly CellResult[];
  sources: StudySources;
  /** The tables that other tools read, by their places in the data set, sorted: Parquet files and counts. */
  files: Readonly<Record<string, HashedFile>>;
}

/** Gathers what is known of the data set in `folder`, whose tables are written. `authors`, where given, replace the study's. */
export async function datasetFacts({
  study,
  run,
  manifest,
  authors,
  at = {},
  folder
}: {
  study: Study;
  run: RunFolder;
  manifest: ReportManifest;
  authors?: readonly string[] | undefined;
  at?: PublishedAt | undefined;
  folder: string;
}): Promise<DatasetFacts> {
  const results = await cellResults(study, run);
  return {
    study,
    manifest,
    authors: authors === undefined || authors.length === 0 ? study.authors : authors,
    at,
    results,
    sources: await studySources(study, results, manifest),
    files: await tableFiles(folder)
  };
}

const TABLES = /^(data\/[^/]+\/[^/]+\.parquet|problems\/[^/]+\.parquet|counts\/[^/]+\.csv)$/;

async function tableFiles(folder: string): Promise<Record<string, HashedFile>> {
  const places = (readdirSync(folder, {recursive: true}) as string[]).filter((name) => TABLES.test(name));
  const files: Record<string, HashedFile> = {};
  for (const place of places.sort()) {
    const file = join(folder, place);
    files[place] = {bytes: statSync(file).size, sha256: await streamedHash(file)};
  }
  return files;
}
