import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../../schema/json-file.js";
import {readReportManifest} from "../identity/read-manifest.js";
import {MANIFEST, type ReportManifest} from "../identity/report-manifest.js";
import {VERSIONS, VERSIONS_PAGE, type ReportVersion} from "./report-version.js";
import {versionPlan, type EarlierSite} from "./version-plan.js";

const schema = type({
  identity: /^[0-9a-f]{64}$/,
  date: "string | null",
  title: "string",
  path: /^v\/[0-9a-f]{12}\/$/
}).array();

/**
 * Adds to a built `site` the versions of the one that is published, `earlier` being the folder of that site’s root (a checked-out
 * branch, a folder that will be replaced) or null: `v/IDENTITY12/` of each, versions.json and versions.html, and a link to the
 * latter in the footer of every page. A target calls it after the site is built and before it puts `site` in the place of
 * `earlier`, whose files it does not change. What is moved keeps its bytes but for that link and for a data set said relative to the
 * root, which is the new report’s now. Returns the versions, newest first.
 */
export function keepVersions(site: string, earlier: string | null): ReportVersion[] {
  const manifest = readReportManifest(join(site, MANIFEST));
  const found = earlier === null ? {versions: [], manifest: null} : readEarlier(earlier);
  const {versions, texts, moved, kept} = versionPlan(found, manifest);
  for (const {path} of kept)
    if (existsSync(join(earlier!, path))) cpSync(join(earlier!, path), join(site, path), {recursive: true});
  if (moved !== null) moveRoot(earlier!, join(site, moved.path), found.manifest!);
  for (const [path, text] of texts) {
    // The path of a version that is at the root again leads there.
    if (path.startsWith("v/")) rmSync(join(site, dirname(path)), {recursive: true, force: true});
    mkdirSync(join(site, dirname(path)), {recursive: true});
    writeFileSync(join(site, path), text);
  }
  if (versions.length > 1) linkVersions(site, `./${VERSIONS_PAGE}`);
  return versions;
}

/** What is published in a folder. Throws a UserError for a list of versions that is none. */
function readEarlier(folder: string): EarlierSite {
  const [list, manifest] = [join(folder, VERSIONS), join(folder, MANIFEST)];
  return {
    versions: existsSync(list)
      ? readJsonFile(list, schema, {what: "list of versions", remedy: "delete it to begin a new one"})
      : [],
    manifest: existsSync(manifest) ? readReportManifest(manifest) : null
  };
}

function moveRoot(earlier: string, target: string, manifest: ReportManifest): void {
  const stays = ["v", VERSIONS, VERSIONS_PAGE, ".git"];
  rmSync(target, {recursive: true, force: true});
  mkdirSync(target, {recursive: true});
  for (const name of readdirSync(earlier))
    if (!stays.includes(name)) cpSync(join(earlier, name), join(target, name), {recursive: true});
  const isAddress = manifest.dataset !== null && /^https?:/.test(manifest.dataset);
  const dataset = isAddress ? manifest.dataset : null;
  writeFileSync(join(target, MANIFEST), `${JSON.stringify({...manifest, dataset}, null, 1)}\n`);
  linkVersions(target, `../../${VERSIONS_PAGE}`);
}

/** Leads from the identity in the footer of the pages in a folder to the page of versions. */
function linkVersions(folder: string, address: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".html") || name === VERSIONS_PAGE) continue;
    const file = join(folder, name);
    const html = readFileSync(file, "utf8");
    writeFileSync(
      file,
      html.replace(
        /(<span class="report-identity">Report <a [^>]*>.*?<\/a>\.)[^]*?(<\/span>)/,
        (_, identity: string, end: string) => `${identity} <a href="${address}">Versions</a>.${end}`
      )
    );
  }
}
