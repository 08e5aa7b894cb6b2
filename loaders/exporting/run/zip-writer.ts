import {open, type FileHandle} from "node:fs/promises";
import {crc32, deflateRawSync} from "node:zlib";
import type {PackedEntry} from "./zip-entry.js";

const DEFLATE = 8;
/** Names are UTF-8. */
const FLAGS = 0x800;
/** 1 January 1980: the first that a zip archive can say. The same content gives the same bytes. */
const DATE = 0x21;
const MOST_16 = 0xffff;
const MOST_32 = 0xffffffff;
const BUFFER_BYTES = 1 << 20;
const DIRECTORY_BLOCK = 1024;
/** What fits in the small window. */
const SMALL_BYTES = 1 << 12;

/**
 * Writes a zip archive entry by entry, deflated; only what is not on the disk yet and the list of entries are in memory. Names
 * may hold anything. Beyond 4 GiB or 65,535 entries it is Zip64.
 */
export class ZipWriter {
  private readonly file: FileHandle;
  private readonly directory: Buffer[] = [];
  private entries = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private offset = 0;

  private constructor(file: FileHandle) {
    this.file = file;
  }

  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, "w"));
  }

  async add(name: string, content: string): Promise<void> {
    const bytes = Buffer.from(content);
    await this.addPacked(name, {packed: deflate(bytes), bytes: bytes.length, crc: crc32(bytes)});
  }

  async addPacked(name: string, {packed, bytes, crc}: PackedEntry): Promise<void> {
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(FLAGS, 2);
    fields.writeUInt16LE(DEFLATE, 4);
    fields.writeUInt16LE(DATE, 8);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes, 18);
    fields.writeUInt16LE(path.length, 22);
    this.directory.push(directoryEntry(fields, path, this.offset));
    this.entries++;
    // A million small buffers take far more memory than their bytes.
    if (this.entries % DIRECTORY_BLOCK === 0)
      this.directory.push(Buffer.concat(this.directory.splice(-DIRECTORY_BLOCK)));
    await this.write(Buffer.concat([Buffer.from("PK\x03\x04"), fields, path, packed]));
  }

  /** Writes the list of entries and closes the file. */
  async end(): Promise<void> {
    const start = this.offset;
    for (const entry of this.directory) await this.write(entry);
    const [count, size] = [this.entries, this.offset - start];
    const isLarge = count >= MOST_16 || start >= MOST_32 || size >= MOST_32;
    if (isLarge) await this.write(zip64End(count, size, start, this.offset));
    const end = Buffer.alloc(22);
    end.write("PK\x05\x06", "latin1");
    end.writeUInt16LE(Math.min(count, MOST_16), 8);
    end.writeUInt16LE(Math.min(count, MOST_16), 10);
    end.writeUInt32LE(Math.min(size, MOST_32), 12);
    end.writeUInt32LE(Math.min(start, MOST_32), 16);
    await this.write(end);
    await this.flush();
    await this.file.close();
  }

  private async write(bytes: Buffer): Promise<void> {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.offset += bytes.length;
    if (this.waitingBytes >= BUFFER_BYTES) await this.flush();
  }

  private async flush(): Promise<void> {
    await this.file.writeFile(Buffer.concat(this.waiting));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

/** Most entries are a completion: what a large window takes to set up is more than what it takes to fill. */
function deflate(bytes: Buffer): Buffer {
  if (bytes.length > SMALL_BYTES) return deflateRawSync(bytes);
  return deflateRawSync(bytes, {windowBits: 12, memLevel: 5, chunkSize: Math.max(64, bytes.length)});
}

function directoryEntry(fields: Buffer, path: Buffer, offset: number): Buffer {
  const isFar = offset >= MOST_32;
  const extra = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
  }
  const made = Buffer.from(fields);
  made.writeUInt16LE(extra.length, 24);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(Math.min(offset, MOST_32), 10);
  return Buffer.concat([Buffer.from("PK\x01\x02\x2d\0", "latin1"), made, rest, path, extra]);
}

function zip64End(count: number, size: number, start: number, end: number): Buffer {
  const record = Buffer.alloc(76);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.write("PK\x06\x07", 56, "latin1");
  record.writeBigUInt64LE(BigInt(end), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
