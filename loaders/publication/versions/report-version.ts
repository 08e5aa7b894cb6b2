/** A version of a report that is published, newest first in versions.json. */
export interface ReportVersion {
  identity: string;
  /** Day of its newest completion, ISO 8601. */
  date: string | null;
  title: string;
  /** Where it lies below the site’s root, with a slash at its end: its address for good. */
  path: string;
}

/** Name of the list of versions, and of the page that shows it, at the root of a site. */
export const VERSIONS = "versions.json";
export const VERSIONS_PAGE = "versions.html";

/** The path of a version: what its identity begins with. */
export function versionPath(identity: string): string {
  return `v/${identity.slice(0, 12)}/`;
}
