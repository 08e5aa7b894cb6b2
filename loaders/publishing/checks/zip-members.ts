import type {FileHandle} from "node:fs/promises";
import {open} from "node:fs/promises";
import {inflateRawSync} from "node:zlib";

/** A member of a zip archive, unpacked. */
export interface ZipMember {
  name: string;
  bytes: Buffer;
}

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];
/** The end of an archive with its longest comment. */
const END_BYTES = 65_557;
/** Larger members and lists are not for memory. */
const MOST_BYTES = 64 << 20;
/** Members lie one behind the other: so many bytes of them are read at once. */
const READ_BYTES = 4 << 20;
const ESCAPE = 0xffffffff;

/** What of an archive this does not read; a reader of any archive may. */
export class UnusualZip extends Error {}

/**
 * The members of a zip archive in the order in which they lie, each unpacked at once: an archive of 10^5 small ones is read in as many
 * microseconds as a stream for each takes milliseconds. Throws `UnusualZip` for what is encrypted, packed otherwise than by deflate,
 * of more than 64 MiB, or damaged.
 */
export async function* zipMembers(file: string): AsyncGenerator<ZipMember> {
  const handle = await open(file);
  try {
    const {size} = await handle.stat();
    const entries = await listEntries(handle, size);
    let [window, start]: [Buffer, number] = [Buffer.alloc(0), 0];
    const bytesAt = async (from: number, length: number): Promise<Buffer> => {
      if (from < start || from + length > start + window.length)
        [window, start] = [
          await readAt(handle, from, Math.min(Math.max(READ_BYTES, length), size - from)),
          from
        ];
      return window.subarray(from - start, from - start + length);
    };
    for (const {name, method, packed, size: unpacked, offset} of entries) {
      const head = await bytesAt(offset, 30);
      if (head.length < 30 || head.readUInt32LE(0) !== LOCAL)
        throw new UnusualZip("no member where the list says");
      const data = await bytesAt(offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packed);
      if (data.length < packed) throw new UnusualZip("a member is cut");
      yield {name, bytes: method === STORED ? data : inflated(data, unpacked)};
    }
  } finally {
    await handle.close();
  }
}

function inflated(data: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(data, {
      maxOutputLength: size + 1,
      chunkSize: Math.max(1024, Math.min(size + 1, 1 << 20))
    });
  } catch (error) {
    throw new UnusualZip("a member cannot be unpacked", {cause: error});
  }
}

async function listEntries(handle: FileHandle, size: number): Promise<Entry[]> {
  const tail = await readAt(handle, Math.max(0, size - END_BYTES), Math.min(size, END_BYTES));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== END) throw new UnusualZip("no list");
  let [count, bytes, offset] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16)
  ];
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR_64) {
    const large = await readAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56);
    if (large.length < 56 || large.readUInt32LE(0) !== END_64) throw new UnusualZip("no large list");
    [count, bytes, offset] = [32, 40, 48].map((place) => Number(large.readBigUInt64LE(place))) as [
      number,
      number,
      number
    ];
  }
  if (bytes > MOST_BYTES || offset + bytes > size) throw new UnusualZip("a list that is too long");
  const entries = parsedEntries(await readAt(handle, offset, bytes));
  if (entries.length !== count) throw new UnusualZip("a list of another length");
  return entries.sort((a, b) => a.offset - b.offset);
}

function parsedEntries(list: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= list.length;) {
    if (list.readUInt32LE(at) !== CENTRAL) throw new UnusualZip("a list that is none");
    const [nameLength, extraLength] = [list.readUInt16LE(at + 28), list.readUInt16LE(at + 30)];
    const extra = list.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, packed, offset] = largeNumbers(extra, [
      list.readUInt32LE(at + 24),
      list.readUInt32LE(at + 20),
      list.readUInt32LE(at + 42)
    ]);
    const [flags, method] = [list.readUInt16LE(at + 8), list.readUInt16LE(at + 10)];
    if (
      (flags & 1) === 1 ||
      (method !== STORED && method !== DEFLATED) ||
      Math.max(size!, packed!) > MOST_BYTES
    )
      throw new UnusualZip("an unusual member");
    const name = list.toString("utf8", at + 46, at + 46 + nameLength);
    entries.push({name, method, packed: packed!, size: size!, offset: offset!});
    at += 46 + nameLength + extraLength + list.readUInt16LE(at + 32);
  }
  return entries;
}

/** Numbers that have no room in 32 bits stand in the extra field 1, in this order. */
function largeNumbers(extra: Buffer, numbers: readonly number[]): number[] {
  if (!numbers.includes(ESCAPE)) return [...numbers];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    return numbers.map((number) => {
      if (number !== ESCAPE || place + 8 > extra.length) return number;
      place += 8;
      return Number(extra.readBigUInt64LE(place - 8));
    });
  }
  return [...numbers];
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const {bytesRead} = await handle.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
