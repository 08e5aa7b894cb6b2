import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {writeDataset} from "../../../loaders/publication/dataset/write-dataset.js";
import {MANIFEST, type ReportManifest} from "../../../loaders/publication/identity/report-manifest.js";
import {siteManifest} from "../../../loaders/publication/identity/site-manifest.js";
import {linkDataset} from "../../../loaders/publishing/link-artefacts.js";
import {readArtefacts, type ReportArtefacts} from "../../../loaders/publishing/publish-report.js";
import type {PushOptions, PublishTarget, Pushed} from "../../../loaders/publishing/target.js";
import {writeStudyRun} from "../runs/study-run.js";

export interface SmallReport {
  site: string;
  dataset: string;
}

/** The two folders of a report with one problem and a site of two pages, from a real run that the store wrote. */
export async function writeSmallReport(folder: string): Promise<SmallReport> {
  const {environment} = await writeStudyRun(join(folder, "study"), {
    benchmarks: ["easy"],
    n: 2,
    policies: [{policy: "base", role: "base", correct: [[1]]}]
  });
  const source = {study: environment.BOUNDARY_STUDY, runs: environment.BOUNDARY_RUNS};
  const [site, dataset, tables] = ["site", "dataset", "tables"].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ];
  for (const each of [join(site, "_file/data"), tables]) mkdirSync(each, {recursive: true});
  writeFileSync(join(site, "index.html"), '<!doctype html>\n<a href="./methods">Methods</a>\n');
  writeFileSync(join(site, "methods.html"), '<!doctype html>\n<a href="./">Overview</a>\n');
  writeFileSync(join(site, ".nojekyll"), "");
  writeFileSync(join(site, "_file/data/counts.0123abcd.arrow"), Buffer.from([0xff, 0xfe, 0, 1, 13, 10, 13]));
  const manifest = await siteManifest(source, tables);
  writeFileSync(join(site, MANIFEST), JSON.stringify(manifest));
  await writeDataset({source, site, folder: dataset, without: ["inspect", "every-eval-ever"]});
  linkDataset(dataset, "https://example.org/report/");
  return {site, dataset};
}

/** Says in both manifests that they are of another study. */
export function asStudy({site, dataset}: SmallReport, study: string): void {
  for (const folder of [site, dataset]) {
    const file = join(folder, MANIFEST);
    const manifest = JSON.parse(readFileSync(file, "utf8")) as ReportManifest;
    writeFileSync(file, JSON.stringify({...manifest, report: {...manifest.report, study}}));
  }
}

/** Sends a report and returns what was done to each artefact. */
export function pushSmall(
  target: PublishTarget,
  {site, dataset}: SmallReport,
  options: Partial<PushOptions> = {}
): Promise<Pushed[]> {
  const artefacts: ReportArtefacts = readArtefacts(site, dataset);
  return target.push({
    ...artefacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
    onProgress: () => undefined,
    ...options
  });
}
