import {join} from "node:path";
import {readReportManifest} from "../publication/identity/read-manifest.js";
import {MANIFEST, type ReportManifest} from "../publication/identity/report-manifest.js";
import {openPublication} from "../recomputing/open-publication.js";
import {recompute} from "../recomputing/recompute.js";
import {UserError} from "../schema/user-error.js";
import {readArtefact, type Artefact} from "./artefact.js";
import {foreignLoads} from "./checks/foreign-loads.js";
import {privateFaults} from "./checks/private-faults.js";
import type {PrivateText} from "./checks/private-text.js";
import {limitFaults} from "./host-limits.js";
import type {PublishTarget} from "./target.js";

/** The two folders that a report is published as, with what they hold. */
export interface ReportArtefacts {
  site: Artefact;
  dataset: Artefact;
  manifest: ReportManifest;
}

/** Reads the folders of a built site and of its data set. */
export function readArtefacts(site: string, dataset: string): ReportArtefacts {
  return {
    site: readArtefact("site", site),
    dataset: readArtefact("dataset", dataset),
    manifest: readReportManifest(join(site, MANIFEST))
  };
}

export interface CheckOptions {
  target: Pick<PublishTarget, "limits" | "origin">;
  text: PrivateText;
  /** Whether the data set is published with the site; the site's limits alone count where not. */
  withDataset: boolean;
  /** Empty folder to compute in. */
  folder: string;
  onStep?: (step: string) => void;
  onFile?: (done: number, total: number) => void;
}

/**
 * What must be mended before a report is published, a line each: what the host does not take, what a page would load from
 * elsewhere, secrets and paths of this machine, and tables that do not come out of the data set. Empty: it can be published.
 */
export async function artefactFaults(
  {site, dataset}: ReportArtefacts,
  {target, text, withDataset, folder, onStep = () => undefined, onFile}: CheckOptions
): Promise<string[]> {
  onStep("limits of the host");
  const limits = [
    ...limitFaults(site, target.limits.site),
    ...(withDataset ? limitFaults(dataset, target.limits.dataset) : [])
  ];
  onStep("addresses that pages load");
  const foreign = foreignLoads(site, target.origin);
  onStep("secrets and local paths");
  const hashes = new Map<string, string>();
  const hidden = [
    ...(await privateFaults(site, text, {onFile, hashes})),
    ...(await privateFaults(dataset, text, {onFile, hashes}))
  ];
  const faults = [...limits, ...foreign, ...hidden];
  if (faults.length > 0) return faults;
  onStep("every table, from the data set");
  const publication = await openPublication(site.folder, dataset.folder, folder);
  const {differences} = await recompute(publication, folder, {hashes});
  return differences.map((line) => `dataset: ${line}: build the report again with this version of the tool`);
}

/** Throws a UserError where another report, or something that is none, lies where this one is to be published. */
export async function refuseOther(
  target: PublishTarget,
  {report: {study}}: ReportManifest,
  signal: AbortSignal
): Promise<void> {
  const there = await target.published(signal);
  if (there.kind === "nothing") return;
  if (there.kind === "other")
    throw new UserError(`${target.name}: ${there.what}: give --to another place, or replace it with --force`);
  const other = there.manifest.report.study;
  if (other !== study)
    throw new UserError(
      `${target.name}: has the report of the study ${other}, this is ${study}: give --to another place, or replace it with --force`
    );
}
