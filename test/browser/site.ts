import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {inject} from "vitest";
import type {BenchmarkCounts} from "../../src/metrics/counts/benchmark-counts.js";
import type {CoverageTable} from "../../src/metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../src/metrics/guess/guess-rate.js";
import type {StudySummary} from "../../src/metrics/study/study-summary.js";
import type {BuiltRun, SharedRun} from "./shared-site.js";

/** A site that was really built, from a run of known counts. */
export interface TestSite extends BuiltRun {
  /** The table that the loader wrote into the site. */
  table: CoverageTable;
  summary: StudySummary;
  counts: BenchmarkCounts[];
  guessRates: GuessRate[];
  /** A JSON file of the site by its name without the hash. */
  data(name: string): unknown;
}

/** The site of a run that is built once for all test files: for tests that change nothing in it. */
export async function sharedSite(run: SharedRun = "curves"): Promise<TestSite> {
  const response = await fetch(inject("sharedSite") + run);
  if (!response.ok) throw new Error(`cannot build the site: ${await response.text()}`);
  return testSite((await response.json()) as BuiltRun);
}

function testSite(built: BuiltRun): TestSite {
  const data = (name: string): unknown => readData(built.folder, name);
  return {
    ...built,
    table: data("math") as CoverageTable,
    summary: data("study") as StudySummary,
    counts: data("counts") as BenchmarkCounts[],
    guessRates: data("guess-rates") as GuessRate[],
    data
  };
}

/** A JSON file of a built site by its name without the hash. */
function readData(folder: string, name: string): unknown {
  const data = join(folder, "_file/data");
  const file = readdirSync(data).find((file) => file.startsWith(`${name}.`) && file.endsWith(".json"));
  if (file === undefined) throw new Error(`the site has no ${name}.json`);
  return JSON.parse(readFileSync(join(data, file), "utf8"));
}

/** Path to sha256 of every file of a built site. */
export function siteHashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const entries = files.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length), createHash("sha256").update(readFileSync(path)).digest("hex")];
  });
  return Object.fromEntries(entries.sort());
}
