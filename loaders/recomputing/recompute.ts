import {existsSync, mkdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {runLoaders} from "../framework/run-loaders.js";
import {identityOf, type ReportManifest} from "../publication/identity/report-manifest.js";
import {tableHashes} from "../publication/identity/site-manifest.js";
import {streamedHash} from "../store/file-hash.js";
import {packageFolder} from "../workspace/package-folder.js";
import type {Publication} from "./open-publication.js";
import {shownDifferences} from "./shown-tables.js";
import {tableDifferences} from "./table-differences.js";

/** What was looked at, and what differs from what was published. */
export interface Recomputation {
  files: number;
  tables: number;
  /** A line each; empty where everything comes out as published. */
  differences: string[];
}

export interface RecomputeOptions {
  onStep?: (step: string) => void;
  /** SHA-256 of files that were just read, by their paths. */
  hashes?: ReadonlyMap<string, string>;
}

/**
 * Checks a published report: that its manifests agree and have the identity that they claim, that every file of its workspace
 * has the bytes that the manifest names, that the tables which the site and the data set show do too, and that every table comes out
 * of the workspace with the bytes that were published. `folder`: for the tables.
 */
export async function recompute(
  publication: Publication,
  folder: string,
  {onStep = () => undefined, hashes = new Map()}: RecomputeOptions = {}
): Promise<Recomputation> {
  const {dataset, workspace} = publication;
  onStep("files");
  const differences = [
    ...manifestDifferences(publication),
    ...(await fileDifferences(dataset, workspace, hashes))
  ];
  const isWhole = differences.length === 0;
  onStep("tables");
  differences.push(...(await shownDifferences(publication, folder, hashes)));
  const cache = join(folder, "recomputed");
  mkdirSync(cache, {recursive: true});
  try {
    await runLoaders(packageFolder, cache, workspaceEnvironment(dataset, workspace));
    differences.push(...(await tablesThatDiffer(publication, join(cache, "data"))));
  } catch (error) {
    // Of files that are not those of the report nothing else can be expected.
    if (isWhole) throw error;
    differences.push(`the tables cannot be computed: ${(error as Error).message}`);
  }
  return {
    files: Object.keys(dataset.workspace).length,
    tables: Object.keys(publication.manifest.tables).length,
    differences
  };
}

function manifestDifferences({manifest, dataset}: Publication): string[] {
  const faults = [manifest, dataset].flatMap((each) => {
    const identity = identityOf(each);
    return identity === each.identity
      ? []
      : [
          `a manifest says the identity ${each.identity.slice(0, 12)}…, its content has ${identity.slice(0, 12)}…`
        ];
  });
  if (manifest.identity !== dataset.identity)
    faults.push(
      `the data set is of another report: ${dataset.identity.slice(0, 12)}…, the site is of ${manifest.identity.slice(0, 12)}…`
    );
  return [...new Set(faults)];
}

async function fileDifferences(
  {workspace: listed}: ReportManifest,
  folder: string,
  hashes: ReadonlyMap<string, string>
): Promise<string[]> {
  const differences: string[] = [];
  for (const [name, {bytes, sha256}] of Object.entries(listed)) {
    const file = join(folder, name);
    const size = statSync(file, {throwIfNoEntry: false})?.size;
    if (size === undefined) differences.push(`${name}: is missing`);
    else if (size !== bytes) differences.push(`${name}: has ${size} bytes, was published with ${bytes}`);
    else if ((hashes.get(file) ?? (await streamedHash(file))) !== sha256)
      differences.push(`${name}: has other bytes than were published`);
  }
  return differences;
}

/** What the loaders of tables are told: the study of the workspace, and nothing of this machine. */
function workspaceEnvironment({report}: ReportManifest, workspace: string): Record<string, string> {
  return {
    BOUNDARY_STUDY: join(workspace, "studies", `${report.study}.yaml`),
    BOUNDARY_RUNS: join(workspace, "runs"),
    // What depends on the size of a site is no table.
    BOUNDARY_SITE_BYTES: "0",
    BOUNDARY_ANNOTATIONS: join(workspace, "annotations"),
    BOUNDARY_FETCHED: join(workspace, "benchmarks/fetched"),
    ...(report.n === null ? {} : {BOUNDARY_N: String(report.n)})
  };
}

async function tablesThatDiffer({manifest, tables}: Publication, recomputed: string): Promise<string[]> {
  const hashes = await tableHashes(recomputed);
  const names = new Set([...Object.keys(manifest.tables), ...Object.keys(hashes)]);
  return [...names].sort().flatMap((name) => {
    if (hashes[name] === undefined) return [`${name}: is not computed by this version of the tool`];
    if (manifest.tables[name] === undefined) return [`${name}: was not published`];
    if (hashes[name] === manifest.tables[name]) return [];
    const published = join(tables, name);
    const lines =
      name.endsWith(".json") && existsSync(published)
        ? tableDifferences(published, join(recomputed, name))
        : [];
    return lines.length === 0 ? [`${name}: other bytes come out`] : lines.map((line) => `${name}: ${line}`);
  });
}
