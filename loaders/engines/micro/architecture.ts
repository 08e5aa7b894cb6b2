import {type, type Traversal} from "arktype";

/** The picture that a model sees before each prompt. */
export const pictureSchema = type({
  "+": "reject",
  /** Patches a picture; each takes a place of the context. */
  patches: "1 <= number.integer <= 1024",
  /** Numbers a patch: side * side * 3. */
  size: type("3 <= number.integer <= 12288").narrow(
    (size, context) => Number.isInteger(Math.sqrt(size / 3)) || context.mustBe("side * side * 3")
  )
});

export type PictureInput = typeof pictureSchema.infer;

/** Places that the picture takes before each prompt: one a patch, none for a model of text alone. */
export function picturePlaces(picture: PictureInput | undefined): number {
  return picture?.patches ?? 0;
}

/**
 * Shape of a decoder-only transformer: token embedding, then per layer RMSNorm, rotary attention, RMSNorm and SwiGLU with
 * residual connections, then RMSNorm and a linear head over the vocabulary. No biases. With `picture`, embeddings of a
 * picture's patches come before the tokens.
 */
export const architectureSchema = type({
  "+": "reject",
  layers: "1 <= number.integer <= 64",
  width: "8 <= number.integer <= 4096",
  heads: "1 <= number.integer <= 64",
  /** Width of the SwiGLU layer. */
  hidden: "8 <= number.integer <= 16384",
  /** Most places of picture, prompt and completion together. */
  context: "8 <= number.integer <= 4096",
  vocabulary: "2 <= number.integer <= 65536",
  norm_epsilon: "0 < number < 1",
  rope_theta: "number > 1",
  /** Whether the head is the transposed embedding. */
  tied_head: "boolean",
  "picture?": pictureSchema
}).narrow(headsFit);

/** Narrows a schema: onnxruntime's attention needs heads whose width is a multiple of 16. */
export function headsFit({width, heads}: {width: number; heads: number}, context: Traversal): boolean {
  return width % (16 * heads) === 0 || context.mustBe("given a width that is a multiple of 16 * heads");
}

export type Architecture = typeof architectureSchema.infer;

/** A parameter's name and shape. Matrices are [in, out], rows first. */
export interface ParameterShape {
  name: string;
  shape: number[];
}

/** Every parameter, in the order of the file. */
export function parameterShapes({
  layers,
  width,
  hidden,
  vocabulary,
  tied_head,
  picture
}: Architecture): ParameterShape[] {
  const shapes: ParameterShape[] = [{name: "embedding", shape: [vocabulary, width]}];
  if (picture !== undefined) {
    shapes.push(
      {name: pictureParameter.projection, shape: [picture.size, width]},
      {name: pictureParameter.places, shape: [picture.patches, width]}
    );
  }
  for (let layer = 0; layer < layers; layer++) {
    shapes.push(
      {name: layerParameter(layer, "attention_norm"), shape: [width]},
      {name: layerParameter(layer, "query_key_value"), shape: [width, 3 * width]},
      {name: layerParameter(layer, "attention_output"), shape: [width, width]},
      {name: layerParameter(layer, "feed_forward_norm"), shape: [width]},
      {name: layerParameter(layer, "gate_up"), shape: [width, 2 * hidden]},
      {name: layerParameter(layer, "down"), shape: [hidden, width]}
    );
  }
  shapes.push({name: "norm", shape: [width]});
  if (!tied_head) shapes.push({name: "head", shape: [width, vocabulary]});
  return shapes;
}

/** Names of the parameters that only a model with a picture has. */
export const pictureParameter = {projection: "picture.projection", places: "picture.places"} as const;

export type LayerParameter =
  "attention_norm" | "query_key_value" | "attention_output" | "feed_forward_norm" | "gate_up" | "down";

export function layerParameter(layer: number, name: LayerParameter): string {
  return `layers.${layer}.${name}`;
}

/** Number of trained numbers. */
export function parameterCount(architecture: Architecture): number {
  return parameterShapes(architecture).reduce((sum, {shape}) => sum + elementCount(shape), 0);
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The weights of a model: one array per parameter of `parameterShapes`, by name. */
export type Parameters = ReadonlyMap<string, Float32Array>;
