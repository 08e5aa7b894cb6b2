import {UserError} from "../../schema/user-error.js";
import {patchesOf} from "../../pictures/patches.js";
import {pictureParameter, type Architecture, type PictureInput} from "./architecture.js";
import type {GraphBuilder, Value} from "./graph-builder.js";

/** A picture's patches, row by row, [patches, size] numbers; none means a blank picture, all zeros. */
export type PicturePatches = Float32Array | undefined;

/** The patches of a PNG file, as the model takes them. Throws a UserError for a picture that is missing, broken or of another size. */
export function readPicture(file: string, {patches, size}: PictureInput): Float32Array {
  const found = patchesOf(file, Math.sqrt(size / 3));
  if (found.count === patches) return found.values;
  throw new UserError(
    `${file} has ${found.count} patches of ${size} numbers, but the model takes ${patches}`
  );
}

/** The patches of a batch, [rows, patches, size], the rows without a picture and those after the last one all zeros. */
export function stackPatches(
  pictures: readonly PicturePatches[],
  rows: number,
  {patches, size}: PictureInput
): Float32Array {
  const stacked = new Float32Array(rows * patches * size);
  for (const [row, picture] of pictures.entries()) {
    if (picture === undefined) continue;
    if (picture.length !== patches * size)
      throw new RangeError(`a picture of ${picture.length} numbers, not ${patches} * ${size}`);
    stacked.set(picture, row * patches * size);
  }
  return stacked;
}

/**
 * Adds an input `patches` [batch, patches, size] and its embeddings [batch, patches, width]: a linear projection of each patch
 * plus a learned vector of its place, as in Dosovitskiy et al. 2021. Null for a model of text alone.
 */
export function addPictureEmbeddings(
  graph: GraphBuilder,
  {picture}: Architecture,
  parameters: ReadonlyMap<string, Value>
): Value | null {
  if (picture === undefined) return null;
  const patches = graph.input("patches", "float32", ["batch", picture.patches, picture.size]);
  const projected = graph.op("MatMul", [patches, parameters.get(pictureParameter.projection)!]);
  return graph.op("Add", [projected, parameters.get(pictureParameter.places)!]);
}
