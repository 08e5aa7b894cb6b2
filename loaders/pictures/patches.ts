import {readBytes} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import {decodePng} from "./decode-png.js";
import type {Picture} from "./picture.js";

/** A picture cut into squares, as a model takes it. */
export interface Patches {
  count: number;
  /** Numbers a patch: side * side * 3. */
  size: number;
  /** `[count, size]`: patches row by row from the top left; in a patch pixels row by row, each red, green, blue. */
  values: Float32Array;
}

/**
 * Cuts the picture into squares of `side` pixels. A value is the ink of a channel, (255 - byte) / 255, so that white
 * paper is 0. Throws where the sides are no multiple of `side`.
 */
export function patches({width, height, rgb}: Picture, side: number): Patches {
  if (width % side !== 0 || height % side !== 0) {
    throw new UserError(`cannot cut a picture of ${width} x ${height} pixels into squares of ${side} pixels`);
  }
  const columns = width / side;
  const count = columns * (height / side);
  const size = side * side * 3;
  const values = new Float32Array(count * size);
  let next = 0;
  for (let patch = 0; patch < count; patch++) {
    const top = Math.floor(patch / columns) * side;
    const left = (patch % columns) * side;
    for (let y = top; y < top + side; y++) {
      const from = (y * width + left) * 3;
      for (let at = from; at < from + side * 3; at++) values[next++] = (255 - rgb[at]!) / 255;
    }
  }
  return {count, size, values};
}

/** The patches of a PNG file. Throws a UserError that names the file where it is missing, broken or of another size. */
export function patchesOf(file: string, side: number): Patches {
  return patches(decodePng(readBytes(file, {hint: "run the benchmarks script to make it"}), file), side);
}
