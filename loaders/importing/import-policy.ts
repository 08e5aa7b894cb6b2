import {rmSync} from "node:fs";
import type {AllowCode} from "../own-code/allow-code.js";
import type {SampleSource} from "../schema/study/samples.js";
import {UserError} from "../schema/user-error.js";
import {Database} from "../store/database.js";
import type {RunFolder} from "../store/run-folder.js";
import {findRawFiles} from "./files/find-files.js";
import {fileRecords, planJobs} from "./import-jobs.js";
import {PolicyReading, type ReadingOptions} from "./policy-reading.js";
import {BenchmarkWriter} from "./storing/benchmark-writer.js";
import {namedFiles, type ReadFile} from "./storing/file-identity.js";
import {
  IMPORT_VERSION,
  readImportRecord,
  writeImportRecord,
  type ImportRecord
} from "./storing/import-record.js";
import {renamedRecord} from "./renamed-record.js";
import {importingFolder, moveImport, removeImport} from "./storing/swap-import.js";

export interface ImportPolicyOptions extends ReadingOptions {
  policy: string;
  run: RunFolder;
  sources: readonly SampleSource[];
  /** Who names the sources, for messages: `study.yaml:7`. */
  where: string;
  /** What the problems of `others` are from: if it changes the policy is imported anew. */
  othersIdentity?: readonly string[];
  allowCode?: AllowCode | undefined;
}

/**
 * Imports the completions of a policy into a run: every file that its sources name, in one pass each. Files that were imported
 * before, with the same options, are not read again; if anything changed the whole policy is imported anew. Null when it was
 * stopped: then the run is as it was.
 */
export async function importPolicy(
  options: ImportPolicyOptions
): Promise<{record: ImportRecord; isNew: boolean} | null> {
  const {run, policy, sources, where} = options;
  const asked = JSON.stringify([
    IMPORT_VERSION,
    sources.map(({format, map, benchmark}) => [format, map, benchmark]),
    [...(options.registered ?? [])].map(([id, problems]) => [id, problems.length]).sort(),
    options.othersIdentity ?? []
  ]);
  const found = await Promise.all(sources.map(({paths}) => findRawFiles(paths, where)));
  const all = found.flat();
  const files = namedFiles(all);
  const old = readImportRecord(run, policy);
  if (old?.asked === asked && isSame(old, files)) return {record: old, isNew: false};
  const jobs = await planJobs(files, found, options);
  const renamed = old?.asked === asked ? renamedRecord(old, jobs) : null;
  if (renamed !== null) {
    await writeImportRecord(run, renamed);
    return {record: renamed, isNew: false};
  }
  const folder = importingFolder(run, policy);
  rmSync(folder, {recursive: true, force: true});
  let opened: Promise<Database> | undefined;
  // A part is one row group, which one thread writes: whoever waits for another one turns in circles until it is done.
  const database = (): Promise<Database> => (opened ??= Database.open({threads: 1}));
  const reading = new PolicyReading(
    (id, known) => new BenchmarkWriter({folder, id, policy, known, database}),
    files,
    options
  );
  for (const {read, importer, source} of jobs.kept) {
    if (options.signal?.aborted) break;
    await reading.read(read, importer, source, all);
  }
  if (options.signal?.aborted) {
    rmSync(folder, {recursive: true, force: true});
    return null;
  }
  const record: ImportRecord = {
    version: IMPORT_VERSION,
    policy,
    asked,
    files: fileRecords(jobs.all),
    leftOut: jobs.leftOut,
    benchmarks: await reading.close()
  };
  (await opened)?.close();
  requireCompletions(record, where);
  removeImport(run, policy);
  moveImport(folder, run, policy);
  await writeImportRecord(run, record);
  return {record, isNew: true};
}

/** Throws a UserError for files of which no row could be read: what was imported before stays. */
function requireCompletions({files, benchmarks}: ImportRecord, where: string): void {
  if (benchmarks.some(({completions, counted}) => completions + counted > 0)) return;
  const [reason, kind] =
    benchmarks.flatMap(({skipped}) => Object.entries(skipped)).sort(([, a], [, b]) => b.rows - a.rows)[0] ??
    [];
  const why = kind === undefined ? "" : `: ${kind.rows} rows are ${reason!}, as ${kind.examples[0] ?? ""}`;
  throw new UserError(
    `no completion could be read of ${files[0]!.name}${why}; name its columns with --map, or give --format (${where})`
  );
}

function isSame(old: ImportRecord, files: readonly ReadFile[]): boolean {
  const key = (file: {name: string; size: number; modified: number}): string =>
    JSON.stringify([file.name, file.size, file.modified]);
  const known = new Set(old.files.map(({renamed, ...file}) => key({...file, name: renamed ?? file.name})));
  return known.size === files.length && files.every((file) => known.has(key(file)));
}
