import {existsSync, mkdirSync, statSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import pLimit from "p-limit";
import {downloadFile, downloadIfThere} from "../fetching/download-file.js";
import {readReportManifest} from "../publication/identity/read-manifest.js";
import {MANIFEST, type ReportManifest} from "../publication/identity/report-manifest.js";
import {UserError} from "../schema/user-error.js";

/** A published report that can be computed again. */
export interface Publication {
  /** Of the site, where that was given, else of the data set. */
  manifest: ReportManifest;
  /** Of the data set. */
  dataset: ReportManifest;
  /** Folder with the workspace that the report was built from. */
  workspace: string;
  /** Folder with the published tables; a table that a page does not show is not there. */
  tables: string;
  /** Folder or address of the site, the latter with a slash at its end; null where the data set alone was given. */
  site: string | null;
}

/** Files that are asked for at the same time. */
const CONNECTIONS = 8;

/**
 * Opens the report that is published at `place`: an address or a folder, of the site, of its data set, or of both (`site` and
 * `dataset` in it). `given`: where the data set is, in place of what the site says. What is on the web is downloaded into
 * `folder`, file by file as the manifest lists them and `isWanted` lets through, in place of what has another size. Throws a UserError where there is no manifest or no data set.
 */
export async function openPublication(
  place: string,
  given: string | undefined,
  folder: string,
  onFile: (done: number, total: number) => void = () => undefined,
  isWanted: (part: "workspace" | "tables", name: string) => boolean = () => true
): Promise<Publication> {
  const start = await findManifest(place, join(folder, "start"));
  const own = await isDataset(start, folder);
  const site = own === null ? start.place : null;
  const where = given ?? own ?? start.manifest.dataset;
  if (where === null)
    throw new UserError(
      `${place}: the report does not say where its data set is: give it with --dataset PLACE`
    );
  const address = given ?? beside(start.place, where);
  const dataset = await findManifest(address, join(folder, "dataset"));
  if (!isUrl(dataset.place))
    return {
      manifest: start.manifest,
      dataset: dataset.manifest,
      workspace: join(dataset.place, "workspace"),
      tables: join(dataset.place, "tables"),
      site
    };
  await download(dataset.place, dataset.manifest, folder, {onFile, isWanted});
  return {
    manifest: start.manifest,
    dataset: dataset.manifest,
    workspace: join(folder, "workspace"),
    tables: join(folder, "tables"),
    site
  };
}

export interface FoundManifest {
  /** Folder or address that the manifest lies in, the latter with a slash at its end. */
  place: string;
  manifest: ReportManifest;
}

/** The manifest at a place, or in `site/` or `dataset/` there. Throws a UserError where there is none. */
export async function findManifest(place: string, folder: string): Promise<FoundManifest> {
  if (!isUrl(place)) {
    const file = [place, join(place, "site"), join(place, "dataset")]
      .map((each) => join(each, MANIFEST))
      .find((each) => existsSync(each));
    if (file === undefined)
      throw new UserError(
        `${place}: no published report: it has no ${MANIFEST}; give the folder or the address of a site or of its data set`
      );
    return {place: resolve(dirname(file)), manifest: readReportManifest(file)};
  }
  const address = place.replace(/(index\.html|manifest\.json)?([?#].*)?$/, "").replace(/\/*$/, "/");
  mkdirSync(folder, {recursive: true});
  const file = join(folder, MANIFEST);
  await downloadFile(`${address}${MANIFEST}`, file, {pause: 500});
  return {place: address, manifest: readReportManifest(file)};
}

/** The place itself where it is a data set: it has the workspace. */
async function isDataset({place, manifest}: FoundManifest, folder: string): Promise<string | null> {
  if (!isUrl(place)) return existsSync(join(place, "workspace")) ? place : null;
  const [first] = Object.entries(manifest.workspace).sort(([, a], [, b]) => a.bytes - b.bytes);
  if (first === undefined) return null;
  const address = fileAddress(place, "workspace", first[0]);
  return (await downloadIfThere(address, join(folder, "first"), {pause: 500})) ? place : null;
}

async function download(
  place: string,
  {workspace, tables}: ReportManifest,
  folder: string,
  {
    onFile,
    isWanted
  }: {
    onFile: (done: number, total: number) => void;
    isWanted: (part: "workspace" | "tables", name: string) => boolean;
  }
): Promise<void> {
  const limit = pLimit(CONNECTIONS);
  const files = Object.entries(workspace).map(([name, {bytes}]) => ({
    part: "workspace" as const,
    name,
    bytes
  }));
  const json = Object.keys(tables).filter((name) => name.endsWith(".json"));
  const all = [...files, ...json.map((name) => ({part: "tables" as const, name, bytes: null}))];
  const wanted = all.filter(({part, name}) => isWanted(part, name));
  let done = 0;
  await Promise.all(
    wanted.map(({part, name, bytes}) =>
      limit(async () => {
        const file = join(folder, part, name);
        mkdirSync(dirname(file), {recursive: true});
        const address = fileAddress(place, part, name);
        // A table that no page shows is not published.
        if (bytes === null) await downloadIfThere(address, file, {pause: 500});
        else if (statSync(file, {throwIfNoEntry: false})?.size !== bytes)
          await downloadFile(address, file, {pause: 500});
        onFile(++done, wanted.length);
      })
    )
  );
}

function fileAddress(place: string, part: string, name: string): string {
  return `${place}${part}/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/** A place that is said relative to another. */
function beside(from: string, place: string): string {
  if (isUrl(place)) return place;
  return isUrl(from) ? new URL(place, from).href : resolve(from, place);
}

/** Whether a place is an address of the web. */
export function isUrl(place: string): boolean {
  return /^https?:\/\//.test(place);
}
