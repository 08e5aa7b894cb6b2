import {constants, crc32, deflateSync} from "node:zlib";
import type {Picture} from "./picture.js";

export const pngSignature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/**
 * The picture as a PNG file with a palette (colour type 3, 8 bits, no filter). The same picture gives the same bytes on
 * every machine: zlib's run-length strategy does not depend on the hash function that a platform's build uses.
 * Throws where the picture has more than 256 colours. Format: W3C PNG, third edition.
 */
export function encodePng({width, height, rgb}: Picture): Buffer {
  const {palette, indices} = indexColours(rgb);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  // Each row starts with the number of its filter, 0.
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const data = deflateSync(rows, {level: 9, strategy: constants.Z_RLE});
  return Buffer.concat([
    pngSignature,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette)),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0))
  ]);
}

/** The distinct colours in order of first use, and each pixel's place among them. */
function indexColours(rgb: Uint8Array): {palette: number[]; indices: Uint8Array} {
  const places = new Map<number, number>();
  const palette: number[] = [];
  const indices = new Uint8Array(rgb.length / 3);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const [red, green, blue] = [rgb[pixel * 3]!, rgb[pixel * 3 + 1]!, rgb[pixel * 3 + 2]!];
    const colour = (red << 16) | (green << 8) | blue;
    let place = places.get(colour);
    if (place === undefined) {
      place = places.size;
      if (place === 256)
        throw new Error("cannot encode a picture with more than 256 colours as a palette PNG");
      places.set(colour, place);
      palette.push(red, green, blue);
    }
    indices[pixel] = place;
  }
  return {palette, indices};
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
