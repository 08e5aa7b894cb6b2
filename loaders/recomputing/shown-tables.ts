import {existsSync, mkdirSync} from "node:fs";
import {join} from "node:path";
import {downloadIfThere} from "../fetching/download-file.js";
import {streamedHash} from "../store/file-hash.js";
import {isUrl, type Publication} from "./open-publication.js";
import {siteTablePath} from "./published-tables.js";

/**
 * The published tables whose bytes are not those that the manifest names, a line each: what the pages of a site read
 * (`_file/data/NAME.HASH.json`) and what the data set has. A table that no page shows, or that a site has in parts, is not there;
 * of a site on the web the JSON tables are read. `folder`: for downloads; `hashes` of files that were just read.
 */
export async function shownDifferences(
  {manifest, site, tables}: Publication,
  folder: string,
  hashes: ReadonlyMap<string, string> = new Map()
): Promise<string[]> {
  const differences: string[] = [];
  for (const [name, hash] of Object.entries(manifest.tables).sort()) {
    const places = [
      {whose: "the data set", file: existing(join(tables, name))},
      {whose: "the site", file: site === null ? null : await siteTable(site, name, hash, folder)}
    ];
    for (const {whose, file} of places)
      if (file !== null && (hashes.get(file) ?? (await streamedHash(file))) !== hash)
        differences.push(`${name}: ${whose} has other bytes than its manifest names`);
  }
  return differences;
}

/** The file of a table in a site; null where it has none. */
async function siteTable(site: string, name: string, hash: string, folder: string): Promise<string | null> {
  const path = siteTablePath(name, hash);
  if (!isUrl(site)) return existing(join(site, path));
  if (!name.endsWith(".json")) return null;
  mkdirSync(join(folder, "site"), {recursive: true});
  const file = join(folder, "site", name);
  return (await downloadIfThere(`${site}${path}`, file, {pause: 500})) ? file : null;
}

function existing(file: string): string | null {
  return existsSync(file) ? file : null;
}
