import {describe, expect, it} from "vitest";
import {MOST_WINDOW, ZstdWindows} from "../../../loaders/importing/files/zstd-windows.js";
import {zstdBomb, zstdFrame} from "../../support/importing/zstd-frame.js";

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** A frame with a block of three bytes, whose window is `mantissa` eighths more than 2^(10 + exponent). */
function frame(exponent: number, mantissa = 0, hasChecksum = false): Buffer {
  const checksum = hasChecksum ? [1, 2, 3, 4] : [];
  return Buffer.from([
    ...MAGIC,
    hasChecksum ? 4 : 0,
    (exponent << 3) | mantissa,
    25,
    0,
    0,
    97,
    98,
    99,
    ...checksum
  ]);
}

/** A frame without a window of its own: its content, of `size` bytes as it says, is one segment. */
function singleFrame(size: bigint): Buffer {
  const header = Buffer.from([...MAGIC, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64LE(size, 5);
  return header;
}

const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, ...MAGIC.slice(0, 3)]);

/** Checks a stream in pieces of some size. */
function check(bytes: Buffer, size: number): void {
  const windows = new ZstdWindows("a.zst");
  for (let start = 0; start < bytes.length; start += size) windows.check(bytes.subarray(start, start + size));
}

const allowed: [string, Buffer][] = [
  ["a frame", frame(10)],
  ["the largest window", frame(17)],
  ["frames with a checksum", Buffer.concat([frame(10, 3, true), frame(11, 0, true)])],
  ["a frame that is passed over", Buffer.concat([skippable, frame(10)])],
  ["blocks of one repeated byte", Buffer.concat([zstdBomb(3), frame(10)])],
  ["large blocks", zstdFrame(Buffer.alloc(300_000, "a"))],
  ["no frame at all, which the decoder refuses", Buffer.from("no frame at all, whatever follows")]
];

const refused: [string, Buffer][] = [
  ["the first frame", frame(21)],
  ["one eighth more than the largest", frame(17, 1)],
  ["the second frame", Buffer.concat([frame(10), frame(21)])],
  ["after a checksum", Buffer.concat([frame(10, 0, true), frame(20)])],
  ["after one that is passed over", Buffer.concat([skippable, frame(18)])],
  ["after blocks of one repeated byte", Buffer.concat([zstdBomb(3), frame(18)])],
  ["after large blocks", Buffer.concat([zstdFrame(Buffer.alloc(300_000, "a")), frame(18)])],
  ["content as one segment", singleFrame(BigInt(MOST_WINDOW) + 1n)],
  ["content as one segment of more than 2^53 bytes", singleFrame(2n ** 62n)]
];

describe("ZstdWindows", () => {
  it.each(allowed)("takes %s, in pieces of any size", (_, bytes) => {
    for (const size of [1, 2, 3, 5, 7, 64, bytes.length])
      expect(() => {
        check(bytes, size);
      }).not.toThrow();
  });

  it.each(refused)("refuses a window that is too large: %s", (_, bytes) => {
    for (const size of [1, 2, 3, 5, 7, 64, bytes.length])
      expect(() => {
        check(bytes, size);
      }, `pieces of ${size}`).toThrow(
        /^a\.zst is packed with a window of \d+ bytes, more than 134217728: unpack it yourself \(zstd -d --long=31\)$/
      );
  });
});
