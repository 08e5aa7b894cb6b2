import {open, type FileHandle} from "node:fs/promises";
import {inflateRawSync} from "node:zlib";
import yauzl, {type Entry} from "yauzl";

/** A member of a zip archive, unpacked. */
export interface ZipMember {
  name: string;
  bytes: Buffer;
}

/** How the members are packed that this reads. */
const [STORED, DEFLATED] = [0, 8];
/** Larger members are not for memory. */
const MOST_BYTES = 64 << 20;
/** Members lie one behind the other: so many bytes of them are read at once. */
const READ_BYTES = 4 << 20;

/** What of an archive this does not read; a reader of any archive may. */
export class UnusualZip extends Error {}

/**
 * The members of a zip archive in the order of its list, each unpacked at once: a stream for each of 10^5 small ones takes ten times
 * as long. Throws `UnusualZip` for what is encrypted, packed otherwise than by deflate,
 * of more than 64 MiB, or damaged.
 */
export async function* zipMembers(file: string): AsyncGenerator<ZipMember> {
  const handle = await open(file);
  const window = new FileWindow(handle);
  try {
    const zip = await yauzl.openPromise(file);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      const {fileDataStart} = await zip.readLocalFileHeaderPromise(entry, {minimal: true});
      yield {name: entry.fileName, bytes: await unpacked(entry, fileDataStart, window)};
    }
  } catch (error) {
    if (error instanceof UnusualZip) throw error;
    throw new UnusualZip("it cannot be read", {cause: error});
  } finally {
    await handle.close();
  }
}

async function unpacked(entry: Entry, start: number, window: FileWindow): Promise<Buffer> {
  const {compressionMethod: method, compressedSize, uncompressedSize: size} = entry;
  const isUsual = method === STORED || method === DEFLATED;
  if (!isUsual || entry.isEncrypted() || Math.max(size, compressedSize) > MOST_BYTES)
    throw new UnusualZip("an unusual member");
  const data = await window.read(start, compressedSize);
  const bytes =
    method === STORED
      ? data
      : inflateRawSync(data, {
          maxOutputLength: size + 1,
          chunkSize: Math.max(1024, Math.min(size + 1, 1 << 20))
        });
  if (bytes.length !== size) throw new UnusualZip("a member of another size");
  return bytes;
}

/** Reads a file in large pieces. */
class FileWindow {
  private readonly handle: FileHandle;
  private bytes: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(handle: FileHandle) {
    this.handle = handle;
  }

  async read(from: number, length: number): Promise<Buffer> {
    if (from < this.start || from + length > this.start + this.bytes.length) {
      const {buffer, bytesRead} = await this.handle.read({
        buffer: Buffer.alloc(Math.max(READ_BYTES, length)),
        position: from
      });
      [this.bytes, this.start] = [buffer.subarray(0, bytesRead), from];
    }
    const found = this.bytes.subarray(from - this.start, from - this.start + length);
    if (found.length < length) throw new UnusualZip("a member is cut");
    return found;
  }
}
