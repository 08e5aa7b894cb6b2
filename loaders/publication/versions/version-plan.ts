import type {ReportManifest} from "../identity/report-manifest.js";
import {VERSIONS, VERSIONS_PAGE, versionPath, type ReportVersion} from "./report-version.js";
import {versionsPage} from "./versions-page.js";

/** What is published already at a site’s root. */
export interface EarlierSite {
  /** Of its versions.json; empty where it has none. */
  versions: readonly ReportVersion[];
  /** Of the report at its root; null where there is none. */
  manifest: ReportManifest | null;
}

/** What a publication adds to a site so that every version keeps its address. */
export interface VersionPlan {
  versions: ReportVersion[];
  /** Files to write below the root, by their paths. */
  texts: ReadonlyMap<string, string>;
  /** The report at the earlier root moves here, all of it but `v/` and the two files of versions; null where it is the same report or there is none. */
  moved: ReportVersion | null;
  /** Folders `v/…/` of the earlier site that stay as they are. */
  kept: ReportVersion[];
}

/**
 * How a report takes the place of an earlier one at a site’s root. The newest report lies at the root, and its own path leads
 * there; when another takes its place it moves to that path, which thus holds from the first day on. A target that writes folders
 * (a local folder, a branch that is checked out) calls `keepVersions`; one that cannot (a bucket) reads versions.json and
 * manifest.json of what is published, writes `texts` beside the new site, copies on its own side what `moved` says, and leaves `kept`
 * alone. Publishing the same report again changes nothing; one that was published before becomes the newest again.
 */
export function versionPlan(earlier: EarlierSite, manifest: ReportManifest): VersionPlan {
  const newest = versionOf(manifest);
  const root = earlier.manifest === null ? [] : [versionOf(earlier.manifest)];
  const known = new Map([...root, ...earlier.versions].map((version) => [version.identity, version]));
  known.delete(newest.identity);
  const older = [...known.values()];
  const versions = [newest, ...older];
  const moved = root.find(({identity}) => identity !== newest.identity) ?? null;
  return {
    versions,
    texts: new Map([
      [VERSIONS, `${JSON.stringify(versions, null, 1)}\n`],
      [VERSIONS_PAGE, versionsPage(versions)],
      [`${newest.path}index.html`, leadingPage(newest)]
    ]),
    moved,
    kept: older.filter(({identity}) => identity !== moved?.identity)
  };
}

function versionOf({identity, report: {date, title}}: ReportManifest): ReportVersion {
  return {identity, date, title, path: versionPath(identity)};
}

/** The page at the path of the version that lies at the root. */
function leadingPage({identity}: ReportVersion): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=../../">
<title>Report ${identity.slice(0, 12)}</title>
<p><a href="../../">Report ${identity.slice(0, 12)}</a></p>
</html>
`;
}
