import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {MANIFEST} from "../../loaders/publication/identity/report-manifest.js";
import {compareVerdicts, type ComparedReport} from "../../loaders/recomputing/compare-verdicts.js";
import {isUrl} from "../../loaders/recomputing/open-publication.js";
import {publishedTables} from "../../loaders/recomputing/published-tables.js";
import {buildComparison} from "../../loaders/site/build-comparison.js";
import {serveSite} from "../../loaders/site/serve.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {parquetFiles} from "../../loaders/store/run-folder.js";
import {countsTable} from "../../loaders/tables/report/counts.js";
import {studySummary} from "../../loaders/tables/report/study-summary.js";
import {reportInput} from "../../loaders/tables/views/report-input.js";
import {findStudy, shownPath, type Workspace} from "../../loaders/workspace/workspace.js";
import {compareTable, type CompareTable} from "../../src/metrics/compare/compare-table.js";
import type {ReportSide} from "../../src/metrics/compare/report-side.js";
import type {BenchmarkCounts} from "../../src/metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../src/metrics/study/study-summary.js";
import {serveUntilAborted} from "./make-report.js";

/** A report with its tables, and its manifest where it is published. */
interface Side extends ReportSide {
  published?: ComparedReport;
}

interface CompareOptions {
  workspace: Workspace;
  /** Folder of all runs. */
  runs: string;
  /** Folder of the site. */
  out: string;
  serve: boolean;
  port: number;
  signal: AbortSignal;
  /** Of the intervals of differences, and of their resampling. */
  level: number;
  replicates: number;
  seed: number;
}

/** Sets two reports side by side, each a study with a run, the folder of a built report or a published one, and serves the page. */
export async function compareReports(names: readonly string[], options: CompareOptions): Promise<void> {
  const [first, second, ...others] = names;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UserError(
      `--compare takes two reports, not ${names.length}: study files or names of studies with runs, folders of built reports, or folders or addresses of published ones`
    );
  mkdirSync(options.workspace.cache, {recursive: true});
  const folder = mkdtempSync(join(resolve(options.workspace.cache), "compare-"));
  try {
    const table = await comparedTable(first, second, {...options, folder});
    await buildComparison(table, {out: options.out, cache: options.workspace.cache});
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
  console.error(`compare: the page is in ${shownPath(options.out)}`);
  if (!options.serve) return;
  const server = await serveSite({folder: options.out, port: options.port});
  try {
    await serveUntilAborted(options.signal, server);
  } finally {
    await server.close();
  }
}

async function comparedTable(
  first: string,
  second: string,
  options: CompareOptions & {folder: string}
): Promise<CompareTable> {
  const {level, replicates, seed, folder} = options;
  const [a, b] = [await reportSide(first, "first", options), await reportSide(second, "second", options)];
  console.error(`compare: ${first} and ${second} …`);
  const table = compareTable(a, b, {level, replicates, seed});
  if (a.published === undefined || b.published === undefined) return table;
  return {...table, verdicts: await compareVerdicts(a.published, b.published, join(folder, "verdicts"))};
}

/** The tables of a report. Throws a UserError for what is neither a report nor a study with a run. */
async function reportSide(
  name: string,
  side: string,
  options: CompareOptions & {folder: string}
): Promise<Side> {
  if (isUrl(name) || ["", "site", "dataset"].some((part) => existsSync(join(name, part, MANIFEST)))) {
    const {manifest, tables} = await publishedTables(name, ["study", "counts"], join(options.folder, side));
    const [study, counts] = ["study", "counts"].map((table) => {
      if (tables.has(table)) return tables.get(table);
      throw new UserError(`${name} has no table ${table}.json: publish the report again`);
    });
    return {
      name,
      study: study as StudySummary,
      counts: counts as BenchmarkCounts[],
      inputs: manifest,
      published: {place: name, manifest}
    };
  }
  const data = join(name, "_file/data");
  if (existsSync(data))
    return {
      name,
      study: builtTable(data, "study") as StudySummary,
      counts: builtTable(data, "counts") as BenchmarkCounts[]
    };
  return studySide(name, options);
}

/** A table of a built report: Framework adds a hash to its name. */
function builtTable(folder: string, table: string): unknown {
  const file = readdirSync(folder).find((name) => new RegExp(`^${table}\\.[0-9a-f]+\\.json$`).test(name));
  if (file === undefined)
    throw new UserError(
      `${folder} has no table ${table}.json: is ${join(folder, "../..")} a whole report? Build it again`
    );
  try {
    return JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    throw new UserError(
      `${join(folder, file)}: no JSON (${(error as Error).message}); build the report again`,
      {cause: error}
    );
  }
}

async function studySide(name: string, {workspace, runs}: CompareOptions): Promise<Side> {
  const file = findStudy(name, workspace);
  if (file === null || !existsSync(file) || !/\.ya?ml$/.test(file))
    throw new UserError(`${name} is neither a study nor the folder of a built report (with _file/data)`);
  const environment = {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs};
  const {study, run} = reportInput(environment);
  const hasRun = study.policies.some(({id}) =>
    study.benchmarks.some((one) =>
      [run.completions(one.id, id), run.counts(one.id, id)].some((folder) => parquetFiles(folder).length > 0)
    )
  );
  if (!hasRun) throw new UserError(`${name} has no run in ${shownPath(run.path)}: make its report first`);
  return {name, study: await studySummary(environment), counts: await countsTable(environment)};
}
