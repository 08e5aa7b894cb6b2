import {crc32, deflateRawSync} from "node:zlib";
import {zstdFrame} from "./zstd-frame.js";

export interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** Deflated where not given. */
  method?: "stored" | "deflate" | "zstd";
  /** What the archive says of the content instead of the truth. */
  claims?: {size?: number; crc?: number; isEncrypted?: boolean};
  /** The packed bytes of the entry before this one are this one's too. */
  sharesBytes?: boolean;
}

const METHODS = {stored: 0, deflate: 8, zstd: 93} as const;

/** A zip archive, honest or not: any names, names that stand twice, wrong sizes, entries that share bytes. */
export function zipBytes(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let last = 0;
  for (const {name, content, method = "deflate", claims = {}, sharesBytes = false} of entries) {
    const bytes = Buffer.from(content);
    const packed = {stored: () => bytes, deflate: () => deflateRawSync(bytes), zstd: () => zstdFrame(bytes)}[
      method
    ]();
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800 | (claims.isEncrypted === true ? 1 : 0), 2);
    head.writeUInt16LE(METHODS[method], 4);
    head.writeUInt32LE(claims.crc ?? crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claims.size ?? bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    if (!sharesBytes) {
      last = offset;
      const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
      parts.push(local);
      offset += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(last, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), head, tail, Buffer.from(name)]));
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listing, Buffer.from("PK\x05\x06"), end]);
}
