import {once} from "node:events";
import {crc32, createDeflateRaw, type DeflateRaw} from "node:zlib";

/** An entry of a zip archive that is written bit by bit while others are: only its deflated bytes are in memory. */
export class ZipEntry {
  private readonly deflate: DeflateRaw = createDeflateRaw();
  private readonly packed: Buffer[] = [];
  private crc = 0;
  private bytes = 0;

  constructor() {
    this.deflate.on("data", (part: Buffer) => this.packed.push(part));
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.crc = crc32(bytes, this.crc);
    this.bytes += bytes.length;
    if (!this.deflate.write(bytes)) await once(this.deflate, "drain");
  }

  /** What an archive needs of it; nothing can be written afterwards. */
  async end(): Promise<PackedEntry> {
    const ended = once(this.deflate, "end");
    this.deflate.end();
    await ended;
    return {packed: Buffer.concat(this.packed), bytes: this.bytes, crc: this.crc};
  }
}

/** A deflated entry, with the length and the CRC-32 of what it was made of. */
export interface PackedEntry {
  packed: Buffer;
  bytes: number;
  crc: number;
}
