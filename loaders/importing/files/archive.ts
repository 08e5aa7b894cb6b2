import {createInflateRaw, crc32} from "node:zlib";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import {UserError} from "../../schema/user-error.js";
import {ByteBound, MOST_RATIO} from "./byte-bound.js";
import {unzstd} from "./unzstd.js";

const MOST_ENTRIES = 1_000_000;
/** An archive may unpack to as much whatever its size. */
const FREE_TOTAL = 1 << 30;

/** Zip's numbers of the ways of packing that tools use. */
const STORED = 0;
const DEFLATE = 8;
const ZSTD = 93;

/**
 * A zip archive, read in place: nothing is written to the disk, so that no name in it can lead anywhere, be it `/etc/x` or
 * `../x`. Entries are found by their full names, folders left out; of several with one name the last counts, as tools that
 * append to an archive mean it. Close it with `close`.
 */
export class Archive {
  readonly path: string;
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(path: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.path = path;
    this.zip = zip;
    this.entries = entries;
  }

  /** Throws a UserError for what is no whole zip archive, is encrypted, or has too many entries. */
  static async open(path: string): Promise<Archive> {
    return Archive.opened(path, (done) => {
      yauzl.open(path, options, done);
    });
  }

  /** `open` for an archive in memory: one that another archive holds. `name` is for messages. */
  static async ofBytes(bytes: Buffer, name: string): Promise<Archive> {
    return Archive.opened(name, (done) => {
      yauzl.fromBuffer(bytes, options, done);
    });
  }

  private static async opened(path: string, open: (done: Opened) => void): Promise<Archive> {
    let zip: ZipFile | undefined;
    try {
      zip = await new Promise<ZipFile>((resolve, reject) => {
        open((error, opened) => {
          if (error) reject(error);
          else resolve(opened);
        });
      });
      if (zip.entryCount > MOST_ENTRIES)
        throw new UserError(`${path} has ${zip.entryCount} entries, more than ${MOST_ENTRIES}: leave it out`);
      return new Archive(path, zip, await readEntries(zip, path));
    } catch (error) {
      zip?.close();
      if (error instanceof UserError) throw error;
      throw new UserError(`cannot read the archive ${path}: ${(error as Error).message}`, {cause: error});
    }
  }

  /** Full names of the entries in the archive's order. */
  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Bytes of an entry, unpacked, as the archive states them. */
  size(name: string): number {
    return this.entry(name).uncompressedSize;
  }

  /** Bytes of an entry in the archive, as the archive states them. */
  packedSize(name: string): number {
    return this.entry(name).compressedSize;
  }

  /** The content of an entry. Throws a UserError for one that is damaged or grows beyond what samples do. */
  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entry(name);
    const bound = new ByteBound(`${this.path}/${name}`);
    try {
      const packed = bound.packed(await rawStream(this.zip, entry, name));
      yield* checked(bound.unpacked(unpack(packed, entry.compressionMethod, `${this.path}/${name}`)), entry);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError(`cannot unpack ${name} in ${this.path}: ${(error as Error).message}`, {
        cause: error
      });
    }
  }

  /** The content of an entry as text. Throws a UserError as `chunks` does, and for more than `limit` bytes. */
  async text(name: string, limit = 256 << 20): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.chunks(name)) {
      size += chunk.length;
      if (size > limit) throw new UserError(`${name} in ${this.path} has more than ${limit} bytes`);
      parts.push(chunk);
    }
    return Buffer.concat(parts).toString("utf8");
  }

  close(): void {
    this.zip.close();
  }

  private entry(name: string): Entry {
    const found = this.entries.get(name);
    if (found === undefined) throw new UserError(`${this.path} has no ${name}`);
    return found;
  }
}

type Opened = (error: Error | null, zip: ZipFile) => void;

// decodeStrings is off: yauzl refuses names that lead out of a folder, and ids in an Inspect log may be `../x`.
const options = {lazyEntries: true, autoClose: false, decodeStrings: false} as const;

function readEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let packed = 0;
    let unpacked = 0;
    zip.on("entry", (entry: Entry) => {
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      const name = nameOf(entry);
      if (!name.endsWith("/")) entries.set(name, entry);
      zip.readEntry();
    });
    zip.on("end", () => {
      if (packed > zip.fileSize)
        reject(new UserError(`entries of ${path} overlap: it is no archive of samples`));
      else if (unpacked > Math.max(FREE_TOTAL, zip.fileSize * MOST_RATIO))
        reject(new UserError(`${path} unpacks to ${unpacked} bytes: leave it out, or unpack it yourself`));
      else resolve(entries);
    });
    zip.on("error", reject);
    zip.readEntry();
  });
}

function nameOf(entry: Entry): string {
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

/** Passes the content of an entry on, and throws where it is not what the archive states. */
async function* checked(chunks: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Uint8Array> {
  let size = 0;
  let sum = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > entry.uncompressedSize) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size !== entry.uncompressedSize)
    throw new Error(`it has not the ${entry.uncompressedSize} bytes that are stated`);
  if (sum !== entry.crc32) throw new Error("it is damaged: the checksum differs");
}

function rawStream(zip: ZipFile, entry: Entry, name: string): Promise<AsyncIterable<Uint8Array>> {
  return new Promise((resolve, reject) => {
    if (entry.isEncrypted()) {
      reject(new UserError(`${name} is encrypted: unpack the archive yourself`));
      return;
    }
    zip.openReadStream(entry, {decodeFileData: false}, (error, stream) => {
      if (error) reject(error);
      else resolve(stream as AsyncIterable<Uint8Array>);
    });
  });
}

async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  method: number,
  name: string
): AsyncGenerator<Uint8Array> {
  if (method === STORED) yield* packed;
  else if (method === ZSTD) yield* unzstd(packed, name);
  else if (method === DEFLATE) {
    const {Readable} = await import("node:stream");
    const source = Readable.from(packed);
    const inflate = createInflateRaw();
    source.on("error", (error) => inflate.destroy(error));
    yield* source.pipe(inflate) as AsyncIterable<Uint8Array>;
  } else throw new Error(`packed by method ${method}, which is none of stored, deflate and Zstandard`);
}
