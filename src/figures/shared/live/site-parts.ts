import {SITE_PARTS, type SiteParts} from "../../../metrics/study/site-parts.js";

/** What the site whose root is at `root` has of the data that grow with the study. Rejects where the file cannot be loaded. */
export async function siteParts(root: URL): Promise<SiteParts> {
  const url = new URL(SITE_PARTS, root);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url.href}: ${response.status} ${response.statusText}`);
  return (await response.json()) as SiteParts;
}
