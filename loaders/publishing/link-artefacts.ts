import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {readReportManifest} from "../publication/identity/read-manifest.js";
import {MANIFEST} from "../publication/identity/report-manifest.js";

/** Writes into the manifest of a site where its data set is: an address, or a path from the site; null where it is not published. */
export function linkSite(site: string, dataset: string | null): void {
  const file = join(site, MANIFEST);
  const manifest = readReportManifest(file);
  writeManifest(file, {...manifest, dataset});
}

/** Writes into the manifest and the card of a data set where its report is. Null: nobody knows yet. */
export function linkDataset(dataset: string, site: string | null): void {
  if (site === null) return;
  const file = join(dataset, MANIFEST);
  writeManifest(file, {...readReportManifest(file), site});
  const card = join(dataset, "README.md");
  if (!existsSync(card)) return;
  const text = readFileSync(card, "utf8").trimEnd();
  writeFileSync(card, `${text}\n\n## The report\n\nThe site that shows these numbers: ${site}\n`);
}

function writeManifest(file: string, manifest: object): void {
  writeFileSync(file, JSON.stringify(manifest, null, 1) + "\n");
}
