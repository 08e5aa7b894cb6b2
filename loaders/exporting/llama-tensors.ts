import {
  layerParameter,
  type Architecture,
  type LayerParameter,
  type Parameters
} from "../engines/micro/architecture.js";
import type {NamedTensor} from "../engines/micro/safetensors.js";
import {interleavedToHalves} from "./rotary-halves.js";
import {transposedColumns} from "./transposed-columns.js";

/** The weights of a layer of the Llama architecture. */
type LlamaLayerPart =
  | "attention_norm"
  | "query"
  | "key"
  | "value"
  | "attention_output"
  | "feed_forward_norm"
  | "gate"
  | "up"
  | "down";

/** How a format lays out the weights of a Llama model. */
export interface LlamaLayout {
  embedding: string;
  norm: string;
  head: string;
  layer: (index: number, part: LlamaLayerPart) => string;
  /** Which dimensions of a head turn together: (2i, 2i + 1), or (i, i + headWidth / 2). */
  rotaryPairs: "interleaved" | "halves";
}

/**
 * A micro model's weights as those of a Llama model, matrices [outputs, inputs]: query, key and value apart, gate and up
 * apart. A tied head is left out: both formats then read the embedding. The values are the model's own, only moved.
 */
export function llamaTensors(
  architecture: Architecture,
  parameters: Parameters,
  layout: LlamaLayout
): NamedTensor[] {
  const {layers, width, heads, hidden, vocabulary, tied_head} = architecture;
  const headWidth = width / heads;
  const tensors: NamedTensor[] = [];
  const add = (name: string, shape: number[], data: Float32Array) => tensors.push({name, shape, data});
  add(layout.embedding, [vocabulary, width], parameters.get("embedding")!);
  for (let index = 0; index < layers; index++) addLayer(index);
  add(layout.norm, [width], parameters.get("norm")!);
  if (!tied_head) {
    const head = {data: parameters.get("head")!, columns: vocabulary};
    add(layout.head, [vocabulary, width], transposedColumns(head, 0, vocabulary));
  }
  return tensors;

  function addLayer(index: number): void {
    const name = (part: LlamaLayerPart) => layout.layer(index, part);
    const matrix = (parameter: LayerParameter, columns: number) => ({
      data: parameters.get(layerParameter(index, parameter))!,
      columns
    });
    const attention = matrix("query_key_value", 3 * width);
    const gateUp = matrix("gate_up", 2 * hidden);
    const turned = (rows: Float32Array) =>
      layout.rotaryPairs === "halves" ? interleavedToHalves(rows, {headWidth, inputs: width}) : rows;
    add(name("attention_norm"), [width], matrix("attention_norm", width).data);
    add(name("query"), [width, width], turned(transposedColumns(attention, 0, width)));
    add(name("key"), [width, width], turned(transposedColumns(attention, width, width)));
    add(name("value"), [width, width], transposedColumns(attention, 2 * width, width));
    add(
      name("attention_output"),
      [width, width],
      transposedColumns(matrix("attention_output", width), 0, width)
    );
    add(name("feed_forward_norm"), [width], matrix("feed_forward_norm", width).data);
    add(name("gate"), [hidden, width], transposedColumns(gateUp, 0, hidden));
    add(name("up"), [hidden, width], transposedColumns(gateUp, hidden, hidden));
    add(name("down"), [width, hidden], transposedColumns(matrix("down", width), 0, width));
  }
}
