import {UserError} from "../../schema/user-error.js";

/** What the zstd command unpacks without `--long`: more is asked for by `--ultra --long` alone. */
export const MOST_WINDOW = 128 << 20;

const MAGIC = 0xfd2fb528;
/** Frames without content: the last four bits are anything. */
const SKIPPABLE = 0x184d2a50;

/**
 * Follows the frames of a Zstandard stream from header to header, and refuses one whose window is larger than MOST_WINDOW: the
 * decoder holds as much in memory, whatever the file's size. What is no frame is left to the decoder.
 */
export class ZstdWindows {
  private readonly name: string;
  /** Bytes of a header that came at the end of a chunk. */
  private head = Buffer.alloc(0);
  /** Bytes to pass over. */
  private skip = 0;
  private isBlock = false;
  private hasChecksum = false;
  private isLost = false;

  constructor(name: string) {
    this.name = name;
  }

  /** Throws a UserError where a frame begins that asks for too much. */
  check(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.isLost) {
      const passed = Math.min(this.skip, chunk.length - at);
      this.skip -= passed;
      at += passed;
      if (at === chunk.length) return;
      const needed = this.isBlock ? 3 : this.frameBytes();
      if (this.head.length < needed) {
        const more = chunk.subarray(at, at + needed - this.head.length);
        this.head = Buffer.concat([this.head, more]);
        at += more.length;
      }
      if (this.head.length < (this.isBlock ? 3 : this.frameBytes())) continue;
      const {head} = this;
      this.head = Buffer.alloc(0);
      if (this.isBlock) this.block(head.readUIntLE(0, 3));
      else this.frame(head);
    }
  }

  /** How long the header is that begins in `head`, as far as that tells. */
  private frameBytes(): number {
    const {head} = this;
    if (head.length < 5) return 5;
    if (head.readUInt32LE(0) !== MAGIC) return 8;
    const flags = head[4]!;
    const isSingle = ((flags >> 5) & 1) === 1;
    return 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][flags & 3]! + contentBytes(flags);
  }

  private frame(head: Buffer): void {
    const magic = head.readUInt32LE(0);
    if (magic >>> 4 === SKIPPABLE >>> 4) {
      this.skip = head.readUInt32LE(4);
      return;
    }
    if (magic !== MAGIC) {
      this.isLost = true;
      return;
    }
    const window = windowOf(head);
    if (window > MOST_WINDOW)
      throw new UserError(
        `${this.name} is packed with a window of ${window} bytes, more than ${MOST_WINDOW}: unpack it yourself (zstd -d --long=31)`
      );
    this.hasChecksum = ((head[4]! >> 2) & 1) === 1;
    this.isBlock = true;
  }

  private block(header: number): void {
    const size = header >> 3;
    // A block of one repeated byte has just that.
    this.skip = ((header >> 1) & 3) === 1 ? 1 : size;
    if ((header & 1) === 0) return;
    this.isBlock = false;
    if (this.hasChecksum) this.skip += 4;
  }
}

/** Bytes that state the size of the content. */
function contentBytes(flags: number): number {
  const code = flags >> 6;
  return code === 0 ? (flags >> 5) & 1 : 1 << code;
}

function windowOf(head: Buffer): number {
  const flags = head[4]!;
  if (((flags >> 5) & 1) === 0) {
    const base = 2 ** (10 + (head[5]! >> 3));
    return base + (base / 8) * (head[5]! & 7);
  }
  const bytes = contentBytes(flags);
  const at = head.length - bytes;
  if (bytes === 8) return Number(head.readBigUInt64LE(at));
  return head.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
