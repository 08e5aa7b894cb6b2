import type {AllowCode} from "../own-code/allow-code.js";
import type {SampleSource} from "../schema/study/samples.js";
import {UserError} from "../schema/user-error.js";
import {numberWords} from "./files/number-words.js";
import type {RawFile} from "./files/raw-file.js";
import {detectImporter, namedImporter} from "./find-importer.js";
import type {Importer} from "./importer.js";
import {EarlierFiles, type ComparedFile} from "./storing/earlier-files.js";
import {streamedHash, type ReadFile} from "./storing/file-identity.js";
import type {ImportRecord} from "./storing/import-record.js";

/** A file of a policy, with what reads it and the source that names it. */
interface PlannedFile extends ComparedFile {
  read: ReadFile;
  /** Null of a file without completions. */
  importer: Importer | null;
  source: SampleSource;
}

/** What an import reads, in its order, and what it leaves out. */
export interface ImportJobs {
  all: PlannedFile[];
  kept: (PlannedFile & {importer: Importer})[];
  leftOut: ImportRecord["leftOut"];
}

/**
 * Finds the importer of each file, and leaves out what is there twice, under another name or packed otherwise, or holds no
 * completions. `found`: the files of each source. Throws a UserError where nothing is left.
 */
export async function planJobs(
  files: readonly ReadFile[],
  found: readonly (readonly RawFile[])[],
  {
    sources,
    allowCode = false,
    where
  }: {sources: readonly SampleSource[]; allowCode?: AllowCode | undefined; where: string}
): Promise<ImportJobs> {
  const jobs: ImportJobs = {all: [], kept: [], leftOut: []};
  const unknown: UserError[] = [];
  const hashes = new Map<string, string>();
  const sourceOf = found.flatMap((list, i) => list.map(() => sources[i]!));
  const earlier = new EarlierFiles<PlannedFile>(files.some(({file}) => file.isPacked === true));
  for (const [i, read] of files.entries()) {
    const source = sourceOf[i]!;
    const {file, name} = read;
    const importer = await importerOf(file, source, {allowCode, where}).catch((error: unknown) => {
      // A folder holds more than samples; a file that is named must be one.
      if (file.isNamed || !(error instanceof UserError)) throw error;
      unknown.push(error);
      return null;
    });
    // The files of an archive share its hash.
    const sha256 = hashes.get(file.path) ?? (await streamedHash(file.path));
    hashes.set(file.path, sha256);
    const words = importer?.isSingle === true ? name : numberWords(name);
    const job = {read, file, importer, source, sha256, words};
    jobs.all.push(job);
    const same = await earlier.find(job);
    if (same !== undefined) jobs.leftOut.push({name, why: `${sameText(job, same)} as ${same.read.name}`});
    else if (importer === null) jobs.leftOut.push({name, why: NO_COMPLETIONS});
    else jobs.kept.push({...job, importer});
  }
  if (jobs.kept.length === 0)
    throw unknown[0] ?? new UserError(`no completions in ${files[0]!.file.name} (${where})`);
  return jobs;
}

/** Why a file is left out that only goes with others. */
const NO_COMPLETIONS = "holds no completions";

/** What of an import was there twice: of the files that its record leaves out those that hold completions. */
export function repeatedFiles({leftOut}: ImportRecord): ImportRecord["leftOut"] {
  return leftOut.filter(({why}) => why !== NO_COMPLETIONS);
}

/** Planned files as the record of an import has them. */
export function fileRecords(files: readonly PlannedFile[]): ImportRecord["files"] {
  return files.map(({read: {name, size, modified}, sha256, importer}) => ({
    ...{name, size, modified, sha256},
    format: importer?.id ?? null
  }));
}

function sameText(a: ComparedFile, b: ComparedFile): string {
  return a.sha256 === b.sha256 && a.file.inner === b.file.inner ? "the same bytes" : "the same content";
}

function importerOf(
  file: RawFile,
  {format, map}: SampleSource,
  {allowCode, where}: {allowCode: AllowCode; where: string}
): Promise<Importer | null> {
  return format === null ? detectImporter(file, {columns: map}) : namedImporter(format, allowCode, where);
}
