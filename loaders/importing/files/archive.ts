import {createInflateRaw} from "node:zlib";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import {UserError} from "../../schema/user-error.js";
import {ByteBound} from "./byte-bound.js";
import {unzstd} from "./decompressed.js";

const MOST_ENTRIES = 1_000_000;

/** Zip's numbers of the ways of packing that tools use. */
const STORED = 0;
const DEFLATE = 8;
const ZSTD = 93;

/**
 * A zip archive, read in place: nothing is written to the disk, so that no name in it can lead anywhere. Entries are found by
 * their full names, folders left out. Close it with `close`.
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
    try {
      const zip = await openZip(path);
      if (zip.entryCount > MOST_ENTRIES)
        throw new UserError(`${path} has ${zip.entryCount} entries, more than ${MOST_ENTRIES}: leave it out`);
      return new Archive(path, zip, await readEntries(zip));
    } catch (error) {
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

  /** The content of an entry. Throws a UserError for one that is damaged or grows beyond what samples do. */
  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entry(name);
    const bound = new ByteBound(`${this.path}/${name}`);
    const packed = bound.packed(await rawStream(this.zip, entry));
    try {
      yield* bound.unpacked(unpack(packed, entry.compressionMethod));
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

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // strictFileNames is off: names are keys here and never become paths.
    yauzl.open(path, {lazyEntries: true, autoClose: false, decodeStrings: true}, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on("entry", (entry: Entry) => {
      if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", () => {
      resolve(entries);
    });
    zip.on("error", reject);
    zip.readEntry();
  });
}

function rawStream(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> {
  return new Promise((resolve, reject) => {
    if (entry.isEncrypted()) {
      reject(new UserError(`${entry.fileName} is encrypted: unpack the archive yourself`));
      return;
    }
    zip.openReadStream(entry, {decodeFileData: false}, (error, stream) => {
      if (error) reject(error);
      else resolve(stream as AsyncIterable<Uint8Array>);
    });
  });
}

async function* unpack(packed: AsyncIterable<Uint8Array>, method: number): AsyncGenerator<Uint8Array> {
  if (method === STORED) yield* packed;
  else if (method === ZSTD) yield* unzstd(packed);
  else if (method === DEFLATE) {
    const {Readable} = await import("node:stream");
    const source = Readable.from(packed);
    const inflate = createInflateRaw();
    source.on("error", (error) => inflate.destroy(error));
    yield* source.pipe(inflate) as AsyncIterable<Uint8Array>;
  } else throw new Error(`packed by method ${method}, which is none of stored, deflate and Zstandard`);
}
