import {existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {PublicBenchmark, PublicFile} from "../public-benchmarks/public-benchmark.js";
import {readFileName} from "../public-benchmarks/registry.js";
import {UserError} from "../schema/user-error.js";
import {streamedHash} from "../store/file-hash.js";
import {writeAtomically, writeTextAtomically} from "../store/write-file.js";
import {downloadFile} from "./download-file.js";
import {readLock, writeLock} from "./lock-file.js";
import {mirrorFile} from "./mirror-file.js";
import {prepareProblems} from "./prepare-problems.js";
import {unpackPictures} from "./unpack-pictures.js";

export interface FetchOptions {
  /** Folder of all fetched sets. */
  folder: string;
  /** Folder that holds the files, in place of the network. */
  mirror?: string | undefined;
  /** Today, ISO 8601. */
  date: string;
  onProgress?: ((file: PublicFile, done: number, total: number | null) => void) | undefined;
}

/** What became of a set's files. */
export interface Fetched {
  /** The file that a study reads. */
  problems: string;
  /** Names of files that were got now. */
  got: string[];
  /** Names of files that were there, with the right hash. */
  kept: string[];
  /** Names of files whose hash nobody here knew: the lock holds what was found. */
  unknown: string[];
  /** Names of archives of pictures that the mirror lacks. */
  missing: string[];
}

/**
 * Gets what is missing of a set into `folder/ID`, checks each file's hash, and leaves the licence beside it. A file whose hash is
 * not known here must have the one that the lock holds from an earlier fetch. Throws a UserError that names the file, and leaves
 * what was there as it was.
 */
export async function fetchBenchmark(set: PublicBenchmark, options: FetchOptions): Promise<Fetched> {
  const folder = join(options.folder, set.id);
  mkdirSync(folder, {recursive: true});
  const result: Fetched = {
    problems: join(folder, readFileName(set)),
    got: [],
    kept: [],
    unknown: [],
    missing: []
  };
  for (const file of set.files) await fetchFile(set, file, folder, options, result);
  await writeTextAtomically(join(folder, "LICENCE.txt"), licenceText(set));
  if (set.prepare !== undefined && (result.got.length > 0 || !existsSync(result.problems))) {
    const {prepare} = set;
    const paths = set.files.map(({name}) => join(folder, name));
    await writeAtomically(result.problems, (temporary) => prepareProblems(paths, temporary, prepare, set.id));
  }
  return result;
}

async function fetchFile(
  set: PublicBenchmark,
  file: PublicFile,
  folder: string,
  options: FetchOptions,
  result: Fetched
): Promise<void> {
  const path = join(folder, file.name);
  const key = `${set.id}/${file.name}`;
  const lock = readLock(options.folder);
  const wanted = file.sha256 ?? lock[key]?.sha256 ?? null;
  if (existsSync(path) && wanted !== null && (await streamedHash(path)) === wanted) {
    result.kept.push(file.name);
    return;
  }
  const part = join(folder, `.${file.name}.part`);
  if (!(await getInto(part, set, file, options))) {
    result.missing.push(file.name);
    return;
  }
  const sha256 = await streamedHash(part);
  if (wanted !== null && sha256 !== wanted) {
    rmSync(part);
    const source =
      file.sha256 === null ? `${join(options.folder, "lock.json")} has` : "it was published with";
    throw new UserError(
      `${options.mirror ?? file.url}: ${file.name} of ${set.id} has the SHA-256 ${sha256}, but ${source} ${wanted}: it is another file, and is not kept`
    );
  }
  renameSync(part, path);
  await writeLock(options.folder, {
    ...readLock(options.folder),
    [key]: {sha256, bytes: statSync(path).size, fetched: options.date}
  });
  if (file.sha256 === null) result.unknown.push(file.name);
  result.got.push(file.name);
  if (file.pictures === true) await unpackPictures(path, folder);
}

/** Puts a file's content into `part`. False for pictures that the mirror lacks; throws a UserError where it lacks the problems. */
async function getInto(
  part: string,
  set: PublicBenchmark,
  file: PublicFile,
  {mirror, onProgress}: FetchOptions
): Promise<boolean> {
  if (mirror === undefined) {
    await downloadFile(file.url, part, {onProgress: (done, total) => onProgress?.(file, done, total)});
    return true;
  }
  const content = mirrorFile(mirror, set.id, file);
  if (content !== null) {
    writeFileSync(part, content);
    return true;
  }
  if (file.pictures === true) return false;
  const how = file.sha256 === null ? `named ${file.name}` : `named ${file.name}, nor one with its hash`;
  throw new UserError(`--mirror ${mirror}: no file ${how}, for ${set.id}: get it from ${file.url}`);
}

function licenceText({title, page, revision, licence, files, notes}: PublicBenchmark): string {
  const lines = [title, `Licence: ${licence}`, `Source: ${page} (${revision})`];
  return [
    ...lines,
    ...files.map(({url}) => `File: ${url}`),
    ...(notes === undefined ? [] : [notes]),
    ""
  ].join("\n");
}
