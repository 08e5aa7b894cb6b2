import {crc32, deflateSync} from "node:zlib";
import {pngSignature} from "../../loaders/pictures/encode-png.js";

/** A PNG file that no decoder may take, and what ours says of it. */
interface BrokenPng {
  what: string;
  file: Buffer;
  says: string;
}

const palette = chunk("PLTE", Buffer.from([255, 0, 0, 0, 255, 0]));
const end = chunk("IEND", Buffer.alloc(0));
/** Two rows of two pixels, each row after its filter. */
const rows = Buffer.from([0, 0, 1, 0, 1, 0]);

/** Files of 2 x 2 pixels, each broken or hostile in one way; `bombSize` bytes come out of the compressed bombs. */
export function brokenPngs(bombSize: number): BrokenPng[] {
  const bomb = deflateSync(Buffer.alloc(bombSize), {level: 9});
  const wrongSum = deflateSync(rows);
  wrongSum[wrongSum.length - 1]! ^= 1;
  const good = png(header(2, 2), palette, data(rows), end);
  return [
    {what: "no byte", file: Buffer.alloc(0), says: "not a PNG file"},
    {what: "another signature", file: Buffer.from("GIF89a"), says: "not a PNG file"},
    {what: "the end chunk cut off", file: good.subarray(0, -12), says: "broken PNG chunk"},
    {what: "the data cut off", file: good.subarray(0, -20), says: "broken PNG chunk"},
    {what: "a length past the end", file: changed(good, 33, 0xff), says: "broken PNG chunk"},
    {what: "a wrong checksum of the palette", file: changed(good, 41, 1), says: "broken PNG chunk"},
    {what: "no header", file: png(palette, data(rows), end), says: "unsupported PNG type"},
    {what: "no width", file: png(header(0, 2), palette, data(rows), end), says: "unsupported PNG type"},
    {
      what: "a header of 20,000 x 20,000 pixels",
      file: png(header(20_000, 20_000), palette, data(rows), end),
      says: "unsupported PNG type"
    },
    {
      what: "an interlaced bomb",
      file: png(header(2, 2, 1), palette, chunk("IDAT", bomb), end),
      says: "unsupported PNG type"
    },
    {what: "a bomb", file: png(header(2, 2), palette, chunk("IDAT", bomb), end), says: "broken PNG data"},
    {what: "no data", file: png(header(2, 2), palette, end), says: "broken PNG data"},
    {
      what: "data that is no zlib stream",
      file: png(header(2, 2), palette, chunk("IDAT", Buffer.from([0x78, 0x9c, 1, 2, 3, 4, 5])), end),
      says: "broken PNG data"
    },
    {
      what: "a wrong checksum in the zlib stream",
      file: png(header(2, 2), palette, chunk("IDAT", wrongSum), end),
      says: "broken PNG data"
    },
    {
      what: "a row too few",
      file: png(header(2, 2), palette, data(rows.subarray(3)), end),
      says: "broken PNG data"
    },
    {
      what: "a row too many",
      file: png(header(2, 2), palette, data(Buffer.concat([rows, rows])), end),
      says: "broken PNG data"
    },
    {
      what: "a filter that does not exist",
      file: png(header(2, 2), palette, data(changed(rows, 0, 9)), end),
      says: "unknown PNG filter"
    },
    {what: "no palette", file: png(header(2, 2), data(rows), end), says: "no palette"},
    {
      what: "a colour outside the palette",
      file: png(header(2, 2), palette, data(changed(rows, 1, 9)), end),
      says: "colour outside the palette"
    }
  ];
}

function png(...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([pngSignature, ...chunks]);
}

function header(width: number, height: number, interlace = 0): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content.set([8, 3, 0, 0, interlace], 8);
  return chunk("IHDR", content);
}

function data(pixels: Buffer): Buffer {
  return chunk("IDAT", deflateSync(pixels));
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** The bytes with the one at `at` changed. */
function changed(bytes: Buffer, at: number, by: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= by;
  return copy;
}
