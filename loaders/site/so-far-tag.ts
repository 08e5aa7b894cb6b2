import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {contents} from "../../src/contents/contents.js";
import type {PageEntry} from "../../src/contents/page-entry.js";
import {domainExperiments} from "../../src/contents/experiments.js";
import {soFarText} from "../../src/findings/shared/so-far-text.js";

/**
 * The line of a page's `<head>` that tells its figures how many completions they rest on while the run goes on, by the page's
 * name; none where the run has all. `cache` is the folder of the tables that the pages were made with.
 */
export function soFarTag(cache: string): (page: string) => string[] {
  const file = join(cache, "data/study.json");
  const cells = existsSync(file)
    ? ((JSON.parse(readFileSync(file, "utf8")) as {soFar?: Parameters<typeof soFarText>[0]}).soFar ?? [])
    : [];
  return (page) => {
    const ids = experimentsOf(page);
    const text = soFarText(cells.filter(({experiment}) => ids.includes(experiment)));
    return text === "" ? [] : [`<meta name="so-far" content="${text}">`];
  };
}

/** The experiments that a page rests on: its own, or those of the domains, from which it is computed. */
function experimentsOf(page: string): readonly string[] {
  const entry: PageEntry | undefined = contents.find(({path}) => path === page);
  const own = (entry?.experiments ?? []).filter(({kind}) => kind !== "derived").map(({id}) => id);
  return own.length > 0 ? own : domainExperiments;
}
