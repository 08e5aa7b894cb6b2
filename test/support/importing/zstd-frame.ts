const RAW = 0;
const REPEATED = 1;
const BLOCK_BYTES = 1 << 17;

/** A Zstandard frame of bytes as they are: Node 20 packs none. */
export function zstdFrame(content: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let start = 0; start === 0 || start < content.length; start += BLOCK_BYTES) {
    const part = content.subarray(start, start + BLOCK_BYTES);
    blocks.push(blockHeader(RAW, part.length, start + BLOCK_BYTES >= content.length), part);
  }
  return Buffer.concat([frameHeader(content.length), ...blocks]);
}

/** A frame that unpacks to `blocks` times 128 KiB of one letter, four bytes each. */
export function zstdBomb(blocks: number): Buffer {
  const block = Buffer.concat([blockHeader(REPEATED, BLOCK_BYTES, false), Buffer.from("a")]);
  const last = Buffer.concat([blockHeader(REPEATED, BLOCK_BYTES, true), Buffer.from("a")]);
  // A window of 1 MiB, and no word on the size.
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x50]);
  return Buffer.concat([header, ...Array.from({length: blocks - 1}, () => block), last]);
}

function frameHeader(size: number): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]);
  header.writeUInt32LE(size, 5);
  return header;
}

function blockHeader(kind: number, size: number, isLast: boolean): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((isLast ? 1 : 0) | (kind << 1) | (size << 3), 0, 3);
  return header;
}
