import {crc32, inflateSync} from "node:zlib";
import {UserError} from "../schema/user-error.js";
import {pngSignature} from "./encode-png.js";
import type {Picture} from "./picture.js";

/** Pixels of a picture at most: bounds what a hostile file can make us allocate. */
const largestArea = 2 ** 24;

interface Chunk {
  name: string;
  data: Buffer;
}

interface Header {
  width: number;
  height: number;
  /** Bytes a pixel in the file: 1 with a palette, 3 without. */
  bytes: number;
}

/**
 * The picture in a PNG file of colour type 2 (RGB) or 3 (palette), 8 bits, not interlaced: what `encodePng` writes, and
 * other programs' files of these types. `where` names the file in errors. Throws a UserError for any other or broken file.
 */
export function decodePng(file: Buffer, where: string): Picture {
  const fail = (what: string): never => {
    throw new UserError(`${where}: cannot be read: ${what}; use a PNG with 8-bit RGB or palette colours`);
  };
  if (!file.subarray(0, 8).equals(pngSignature)) return fail("not a PNG file");
  const chunks = readChunks(file) ?? fail("broken PNG chunk");
  const header = readHeader(chunks[0]) ?? fail("unsupported PNG type");
  const {width, height, bytes} = header;
  const data = Buffer.concat(chunks.filter(({name}) => name === "IDAT").map((chunk) => chunk.data));
  const rows = inflate(data, height * (width * bytes + 1)) ?? fail("broken PNG data");
  const pixels = unfilter(rows, header) ?? fail("unknown PNG filter");
  if (bytes === 3) return {width, height, rgb: pixels};
  const palette = chunks.find(({name}) => name === "PLTE")?.data ?? fail("no palette");
  return {width, height, rgb: lookUp(pixels, palette) ?? fail("colour outside the palette")};
}

/** Chunks up to and with IEND; null where one is cut short or has a wrong checksum. */
function readChunks(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length) return null;
    if (crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null;
    const name = file.toString("latin1", at + 4, at + 8);
    if (name === "IEND") return chunks;
    chunks.push({name, data: file.subarray(at + 8, end)});
    at = end + 4;
  }
  return null;
}

function readHeader(chunk: Chunk | undefined): Header | null {
  if (chunk?.name !== "IHDR" || chunk.data.length !== 13) return null;
  const [width, height] = [chunk.data.readUInt32BE(0), chunk.data.readUInt32BE(4)];
  const [bits, colourType, , , interlace] = chunk.data.subarray(8);
  const supported = bits === 8 && (colourType === 2 || colourType === 3) && interlace === 0;
  if (!supported || width === 0 || height === 0 || width * height > largestArea) return null;
  return {width, height, bytes: colourType === 2 ? 3 : 1};
}

function inflate(data: Buffer, size: number): Buffer | null {
  try {
    const rows = inflateSync(data, {maxOutputLength: size});
    return rows.length === size ? rows : null;
  } catch {
    return null;
  }
}

/** The bytes of all pixels, each row's filter undone; null for a filter that does not exist. */
function unfilter(rows: Buffer, {width, height, bytes}: Header): Uint8Array | null {
  const stride = width * bytes;
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const filter = rows[from]!;
    if (filter > 4) return null;
    pixels.set(rows.subarray(from + 1, from + 1 + stride), y * stride);
    if (filter > 0) addPredictions(pixels, filter, {y, stride, bytes});
  }
  return pixels;
}

/** Adds to the row's bytes, from the left, what its filter predicts from the neighbours that are done. */
function addPredictions(
  pixels: Uint8Array,
  filter: number,
  {y, stride, bytes}: {y: number; stride: number; bytes: number}
): void {
  for (let x = 0; x < stride; x++) {
    const at = y * stride + x;
    const left = x < bytes ? 0 : pixels[at - bytes]!;
    const above = y === 0 ? 0 : pixels[at - stride]!;
    const corner = x < bytes || y === 0 ? 0 : pixels[at - stride - bytes]!;
    pixels[at]! += predict(filter, left, above, corner);
  }
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return paeth(left, above, corner);
}

/** Of the three neighbours the one that is nearest to left + above - corner; ties in this order. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function lookUp(indices: Uint8Array, palette: Buffer): Uint8Array | null {
  const rgb = new Uint8Array(indices.length * 3);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const place = indices[pixel]! * 3;
    if (place + 3 > palette.length) return null;
    rgb[pixel * 3] = palette[place]!;
    rgb[pixel * 3 + 1] = palette[place + 1]!;
    rgb[pixel * 3 + 2] = palette[place + 2]!;
  }
  return rgb;
}
