import {createHash} from "node:crypto";
import {closeSync, existsSync, fstatSync, openSync, readFileSync, statSync, type Stats} from "node:fs";
import {basename, dirname, join} from "node:path";
import pLimit from "p-limit";
import {UserError} from "../schema/user-error.js";
import {isRecord} from "../store/file-record.js";
import type {Bucket} from "./bucket.js";
import type {MirrorIndex} from "./mirror-index.js";
import {openHash} from "./run-files.js";
import {safeRecord} from "./safe-record.js";

const CONNECTIONS = 8;
/** Files of a folder that are open at the same time. */
const ROUND = 64;

/** How many files came or went. */
export interface Moved {
  files: number;
  bytes: number;
}

interface PushOptions {
  bucket: Bucket;
  prefix: string;
  folder: string;
  index: MirrorIndex;
  /** Paths of files that the bucket does not have as they are here. */
  changed: readonly string[];
}

/** A file that is open: whatever takes its name meanwhile, this is what is put. */
interface OpenFile {
  path: string;
  descriptor: number;
  stats: Stats;
  sha256: string;
}

/**
 * Puts files into the bucket so that at each moment what lies there is a run that steps can go on with: what says why files belong
 * together comes first, and the records of a folder before and after its Parquet files (safe-record.ts).
 */
export async function pushFiles(options: PushOptions): Promise<Moved> {
  const {changed} = options;
  const moved: Moved = {files: 0, bytes: 0};
  const isTable = (path: string): boolean => path.endsWith(".parquet");
  const isRecordPath = (path: string): boolean => isRecord(basename(path));
  for (const path of changed) if (!isTable(path) && !isRecordPath(path)) await pushText(options, path, moved);
  const folders = new Set(changed.filter((path) => isTable(path) || isRecordPath(path)).map(dirname));
  for (const below of folders) {
    const tables = changed.filter((path) => isTable(path) && dirname(path) === below);
    const records = changed.filter((path) => isRecordPath(path) && dirname(path) === below);
    for (let first = 0; first === 0 || first < tables.length; first += ROUND)
      await pushRound(options, tables.slice(first, first + ROUND), records, moved);
  }
  return moved;
}

async function pushRound(
  options: PushOptions,
  tables: readonly string[],
  records: readonly string[],
  moved: Moved
): Promise<void> {
  const {folder, index} = options;
  const open = tables.flatMap((path) => openFile(folder, path));
  try {
    const next = new Map(open.map(({path, sha256}) => [path, sha256]));
    const below = dirname(tables[0] ?? records[0] ?? "");
    const show = (text: string): string =>
      safeRecord(text, (name) => {
        const path = `${below}/${name}`;
        return {there: index.get(path)?.sha256 ?? null, next: next.get(path) ?? null};
      });
    for (const path of records) await pushText(options, path, moved, show);
    const limit = pLimit(CONNECTIONS);
    // All come to their end before the files are closed, and what went is known to have gone.
    const ends = await Promise.allSettled(
      open.map((file) =>
        limit(async () => {
          const {path, descriptor, stats, sha256} = file;
          const etag = await put(options, path, {descriptor, bytes: stats.size}, sha256);
          index.set(path, etag, stats, sha256);
          next.delete(path);
          moved.files++;
          moved.bytes += stats.size;
        })
      )
    );
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    for (const path of records) await pushText(options, path, moved, show);
  } finally {
    for (const {descriptor} of open) closeSync(descriptor);
  }
}

function openFile(folder: string, path: string): OpenFile[] {
  const file = join(folder, path);
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, "r");
  return [{path, descriptor, stats: fstatSync(descriptor), sha256: openHash(descriptor, "sha256")}];
}

/** Puts a small file, as it is or as it may be seen there. It counts as put only where nothing of it was held back. */
async function pushText(
  options: PushOptions,
  path: string,
  moved: Moved,
  seen: (text: string) => string = (text) => text
): Promise<void> {
  const file = join(options.folder, path);
  const stats = statSync(file, {throwIfNoEntry: false});
  if (stats === undefined) return;
  const content = readFileSync(file);
  const text = content.toString("utf8");
  const shown = seen(text);
  const bytes = shown === text ? content : Buffer.from(shown);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = options.index.get(path);
  const isThere = known?.sha256 === sha256;
  const etag = isThere ? known.etag : await put(options, path, {text: bytes}, sha256);
  // Of a file that grew meanwhile, or is not shown in full, the next push puts the rest.
  const isWhole = shown === text && content.length === stats.size;
  options.index.set(path, etag, isWhole ? stats : Object.assign(stats, {size: -1}), sha256);
  if (isThere) return;
  moved.files++;
  moved.bytes += bytes.length;
}

type Body = {descriptor: number; bytes: number} | {text: Buffer};

async function put(
  {bucket, prefix, index}: PushOptions,
  path: string,
  body: Body,
  sha256: string
): Promise<string> {
  const known = index.get(path);
  const key = prefix + path;
  const etag = await bucket.put({
    key,
    body,
    sha256,
    type: path.endsWith(".json") ? "application/json" : "application/octet-stream",
    cacheControl: "no-cache",
    over: known === undefined ? "nothing" : {etag: known.etag}
  });
  if (etag !== null) return etag;
  // A task that was thought dead writes the same; so does a request whose answer was lost.
  const other = await bucket.putHash(key);
  if (other?.sha256 === sha256) return other.etag;
  throw new UserError(
    `${bucket.name(key)}: another process wrote it meanwhile: run again, which takes its version and goes on from there`
  );
}
