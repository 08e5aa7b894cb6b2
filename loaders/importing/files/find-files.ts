import {createReadStream, statSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {UserError} from "../../schema/user-error.js";
import type {Archive} from "./archive.js";
import {decompressed, decompressedFile} from "./decompressed.js";
import {acquireArchive} from "./open-archives.js";
import {packingOf} from "./packing.js";
import type {RawFile} from "./raw-file.js";

/** Names that no tool gives to samples. Programs are samples where they are numbered. */
const NO_SAMPLES =
  /(^|\/)(\.(?!\.?\/)|__MACOSX\/)|\.(md|txt|log|sh|png|jpg|safetensors|bin|pt)$|(^|\/)(?!\d+\.)[^/]*\.py$/i;

/**
 * The files that paths name, each once, in the order of the paths and of their names: a file itself, all below a folder, what
 * a glob matches; of a zip archive its files, of an Inspect log itself. Throws a UserError for a path without any; `where`
 * says who names it.
 */
export async function findRawFiles(paths: readonly string[], where: string): Promise<RawFile[]> {
  const found = new Map<string, RawFile>();
  for (const path of paths)
    for (const {file, name, isNamed} of await filesAt(path, where))
      for (const raw of await rawFiles(file, name, isNamed))
        found.set(`${raw.path}\0${raw.inner ?? ""}`, raw);
  return [...found.values()];
}

interface NamedFile {
  file: string;
  name: string;
  isNamed: boolean;
}

async function filesAt(path: string, where: string): Promise<NamedFile[]> {
  const stat = statSync(path, {throwIfNoEntry: false});
  if (stat?.isFile()) return [{file: resolve(path), name: path, isNamed: true}];
  const {glob} = await import("zx");
  const isFolder = stat?.isDirectory() === true;
  // A folder's own name may hold what a glob would read as a pattern.
  const names = isFolder
    ? (await glob("**/*", {cwd: path, dot: false, followSymbolicLinks: false}))
        .filter((name) => !NO_SAMPLES.test(name))
        .map((name) => join(path, name))
    : await glob(path);
  if (names.length > 0) return names.sort().map((name) => ({file: resolve(name), name, isNamed: false}));
  const what = isFolder ? "no files of samples in" : "no such file:";
  throw new UserError(`${what} ${path} (${where})`);
}

async function rawFiles(path: string, name: string, isNamed: boolean): Promise<RawFile[]> {
  const packing = packingOf(await firstBytes(path));
  const {size} = statSync(path);
  const whole = (chunks: RawFile["chunks"]): RawFile => ({
    ...{name, path, inner: null, isNamed, size, chunks},
    isPacked: packing === "gzip" || packing === "zstd"
  });
  if (packing !== "zip") return [whole(() => decompressedFile(path, packing))];
  const {archive, release} = await acquireArchive(path);
  try {
    if (isInspectLog(archive)) return [whole(() => decompressedFile(path, "none"))];
    const inner = archive.names.filter((entry) => !NO_SAMPLES.test(entry)).sort();
    if (inner.length === 0) throw new UserError(`no files of samples in ${name}`);
    return inner.map((entry) => ({
      name: `${name}/${entry}`,
      path,
      inner: entry,
      isNamed: false,
      isPacked: true,
      size: archive.size(entry),
      chunks: () => entryChunks(path, entry)
    }));
  } finally {
    release();
  }
}

/** Inspect's logs are zip archives; their entries are read together. */
function isInspectLog(archive: Archive): boolean {
  return archive.has("header.json") || archive.has("_journal/start.json");
}

async function* entryChunks(path: string, entry: string): AsyncGenerator<Uint8Array> {
  const {archive, release} = await acquireArchive(path);
  try {
    yield* packedEntry(archive, entry);
  } finally {
    release();
  }
}

/** A packed file in an archive is unpacked once more; an archive in it is not opened. */
async function* packedEntry(archive: Archive, entry: string): AsyncGenerator<Uint8Array> {
  const packing = /\.(gz|zst|zip)$/i.test(entry) ? await entryPacking(archive, entry) : "none";
  const name = `${archive.path}/${entry}`;
  if (packing === "zip")
    throw new UserError(`${basename(archive.path)} holds the archive ${entry}: unpack it first`);
  yield* decompressed(archive.chunks(entry), name, packing, archive.packedSize(entry));
}

async function entryPacking(archive: Archive, entry: string): Promise<ReturnType<typeof packingOf>> {
  for await (const chunk of archive.chunks(entry)) return packingOf(chunk);
  return "none";
}

async function firstBytes(path: string): Promise<Uint8Array> {
  for await (const chunk of createReadStream(path, {end: 15})) return chunk as Uint8Array;
  return new Uint8Array(0);
}
