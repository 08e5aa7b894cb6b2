import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {downloadIfThere} from "../fetching/download-file.js";
import {identityOf, MANIFEST, type ReportManifest} from "../publication/identity/report-manifest.js";
import {parseJson} from "../schema/parse-json.js";
import {UserError} from "../schema/user-error.js";
import {findManifest, isUrl} from "./open-publication.js";

/** A published report as far as its tables tell. */
export interface PublishedTables {
  /** Folder or address of the site or the data set, the latter with a slash at its end. */
  place: string;
  manifest: ReportManifest;
  /** The tables that were asked for and that the place has, by their names without `.json`. */
  tables: ReadonlyMap<string, unknown>;
}

/**
 * Reads tables of the report that is published at `place`: a folder or an address, of a site (`_file/data/NAME.HASH.json`) or a data
 * set (`tables/NAME.json`). Each has the SHA-256 that the manifest names. A table whose page the report lacks is not there.
 * `folder`: for downloads. Throws a UserError for a place without a manifest, a manifest that has not the identity it claims, a table
 * with other bytes, and where not even one of the tables is there.
 */
export async function publishedTables(
  place: string,
  names: readonly string[],
  folder: string
): Promise<PublishedTables> {
  const found = await findManifest(place, join(folder, "manifest"));
  const {manifest} = found;
  if (identityOf(manifest) !== manifest.identity)
    throw new UserError(
      `${place}: ${MANIFEST} claims the identity ${manifest.identity.slice(0, 12)}, its content has another: publish the report again`
    );
  const tables = new Map<string, unknown>();
  for (const name of names) {
    const file = `${name}.json`;
    const hash = manifest.tables[file];
    if (hash === undefined) continue;
    const bytes = await tableBytes(found.place, name, hash, folder);
    if (bytes === null) continue;
    const shown = `${place}: table ${file}`;
    if (createHash("sha256").update(bytes).digest("hex") !== hash)
      throw new UserError(`${shown} has other bytes than its ${MANIFEST} says: publish the report again`);
    tables.set(name, parseJson(bytes.toString("utf8"), shown));
  }
  if (tables.size === 0)
    throw new UserError(
      `${place}: its ${MANIFEST} is there, none of its tables is (_file/data/${names[0]!}.HASH.json, or tables/${names[0]!}.json)`
    );
  return {place: found.place, manifest, tables};
}

/** Where a site has a table of this name and SHA-256: `_file/data/NAME.HASH.json`. */
export function siteTablePath(name: string, hash: string): string {
  return `_file/data/${name.replace(/(\.\w+)$/, `.${hash.slice(0, 8)}$1`)}`;
}

/** The bytes of a table, as a site has it or else as a data set has it; null where neither does. */
async function tableBytes(place: string, name: string, hash: string, folder: string): Promise<Buffer | null> {
  const paths = [siteTablePath(`${name}.json`, hash), `tables/${name}.json`];
  if (!isUrl(place)) {
    const file = paths.map((path) => join(place, path)).find((path) => existsSync(path));
    return file === undefined ? null : readFileSync(file);
  }
  mkdirSync(folder, {recursive: true});
  for (const path of paths) {
    const file = join(folder, path.replaceAll("/", "-"));
    if (await downloadIfThere(`${place}${path}`, file, {pause: 500})) return readFileSync(file);
  }
  return null;
}
