import {dirname, resolve} from "node:path";
import {freshSite} from "./fresh-site.js";
import {checkBase} from "./serve.js";
import {SiteBuilder, type SiteSource} from "./site-builder.js";

export interface BuildOptions extends SiteSource {
  /** Folder of the site; replaced only by a whole new one. */
  out: string;
  /** Folder that the build works in; the one of the site if not given. */
  cache?: string | undefined;
  /** Builds the site; one that has built it before is faster. Closed by whoever made it. */
  builder?: SiteBuilder | undefined;
}

/**
 * Builds the site of a study with the network blocked: data loaders, Framework, typefaces. The same inputs give the same
 * bytes. When anything fails, what lies at `out` stays as it was.
 */
export async function buildSite({out, cache, builder, ...source}: BuildOptions): Promise<void> {
  checkBase(source.base);
  const own = builder ?? new SiteBuilder(cache ?? dirname(resolve(out)));
  try {
    await freshSite(out, (fresh) => own.build(fresh, source));
  } finally {
    if (builder === undefined) own.close();
  }
}
