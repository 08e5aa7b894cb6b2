import {rmSync} from "node:fs";
import type {AllowCode} from "../own-code/allow-code.js";
import type {SampleSource} from "../schema/study/samples.js";
import {UserError} from "../schema/user-error.js";
import {Database} from "../store/database.js";
import type {RunFolder} from "../store/run-folder.js";
import {detectImporter, namedImporter} from "./find-importer.js";
import {findRawFiles} from "./files/find-files.js";
import type {RawFile} from "./files/raw-file.js";
import type {Importer} from "./importer.js";
import {PolicyReading, type ReadingOptions} from "./policy-reading.js";
import {BenchmarkWriter} from "./storing/benchmark-writer.js";
import {namedFiles, streamedHash, type ReadFile} from "./storing/file-identity.js";
import {
  IMPORT_VERSION,
  readImportRecord,
  writeImportRecord,
  type ImportRecord
} from "./storing/import-record.js";
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

/** A file to read, with the importer and the source that names it. */
interface Job {
  read: ReadFile;
  importer: Importer | null;
  source: SampleSource;
  sha256: string;
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
    await reading.read(read, importer!, source, all);
  }
  if (options.signal?.aborted) {
    rmSync(folder, {recursive: true, force: true});
    return null;
  }
  const record: ImportRecord = {
    version: IMPORT_VERSION,
    policy,
    asked,
    files: jobs.all.map(({read: {name, size, modified}, sha256, importer}) => ({
      name,
      size,
      modified,
      sha256,
      format: importer?.id ?? null
    })),
    leftOut: jobs.leftOut,
    benchmarks: await reading.close()
  };
  (await opened)?.close();
  removeImport(run, policy);
  moveImport(folder, run, policy);
  await writeImportRecord(run, record);
  return {record, isNew: true};
}

function isSame(old: ImportRecord, files: readonly ReadFile[]): boolean {
  const key = (file: {name: string; size: number; modified: number}): string =>
    JSON.stringify([file.name, file.size, file.modified]);
  const known = new Set(old.files.map(key));
  return known.size === files.length && files.every((file) => known.has(key(file)));
}

function importerOf(
  file: RawFile,
  {format, map}: SampleSource,
  {allowCode, where}: {allowCode: AllowCode; where: string}
): Promise<Importer | null> {
  return format === null ? detectImporter(file, {columns: map}) : namedImporter(format, allowCode, where);
}

/** Finds the importer of each file, and leaves out what is there twice or holds no completions. */
async function planJobs(
  files: readonly ReadFile[],
  found: readonly (readonly RawFile[])[],
  {sources, allowCode = false, where}: ImportPolicyOptions
): Promise<{all: Job[]; kept: Job[]; leftOut: ImportRecord["leftOut"]}> {
  const all: Job[] = [];
  const kept: Job[] = [];
  const leftOut: ImportRecord["leftOut"] = [];
  const unknown: UserError[] = [];
  const names = new Map<string, string>();
  const hashes = new Map<string, string>();
  const sourceOf = found.flatMap((list, i) => list.map(() => sources[i]!));
  for (const [i, read] of files.entries()) {
    const source = sourceOf[i]!;
    const {file} = read;
    const importer = await importerOf(file, source, {allowCode, where}).catch((error: unknown) => {
      // A folder holds more than samples; a file that is named must be one.
      if (file.isNamed || !(error instanceof UserError)) throw error;
      unknown.push(error);
      return null;
    });
    // The files of an archive share its hash.
    const sha256 = hashes.get(file.path) ?? (await streamedHash(file.path));
    hashes.set(file.path, sha256);
    const key = `${sha256} ${file.inner ?? ""}${importer?.isSingle === true ? ` ${read.name}` : ""}`;
    const same = names.get(key);
    const job = {read, importer, source, sha256};
    all.push(job);
    if (same !== undefined) leftOut.push({name: read.name, why: `the same bytes as ${same}`});
    else if (importer === null) leftOut.push({name: read.name, why: "holds no completions"});
    else kept.push(job);
    names.set(key, same ?? read.name);
  }
  if (kept.length === 0)
    throw unknown[0] ?? new UserError(`no completions in ${files[0]!.file.name} (${where})`);
  return {all, kept, leftOut};
}
