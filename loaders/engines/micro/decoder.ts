import {layerParameter, parameterShapes, type Architecture} from "./architecture.js";
import {Float, type GraphBuilder, type Value} from "./graph-builder.js";

/** Keys and values of one layer for the positions so far: [batch, heads, cache length, head width] each. */
export interface Cache {
  keys: Value;
  values: Value;
}

/** Tokens to run through the decoder on top of a cache. */
export interface DecoderStep {
  /** int64 [batch, length]. */
  tokens: Value;
  /** Embeddings [batch, patches, width] that come before the tokens', if a picture does. */
  pictures?: Value | null;
  /** int32 [batch]: positions in the cache after this step, less one. */
  lastPosition: Value;
  /** int32 [1]: largest number of positions in the batch after this step. */
  total: Value;
  caches: readonly Cache[];
  rotary: {cosines: Value; sines: Value};
}

/** Adds an input for every parameter; its name is the parameter's with `w.` before it. */
export function parameterInputs(graph: GraphBuilder, architecture: Architecture): Map<string, Value> {
  const shapes = parameterShapes(architecture);
  return new Map(shapes.map(({name, shape}) => [name, graph.input(`w.${name}`, "float32", shape)]));
}

/**
 * Adds the decoder's layers with cached attention. `hidden` is [batch, length, width], the picture's places included, before
 * the final norm.
 */
export function addDecoder(
  graph: GraphBuilder,
  architecture: Architecture,
  parameters: ReadonlyMap<string, Value>,
  {tokens, pictures = null, lastPosition, total, caches, rotary}: DecoderStep
): {hidden: Value; caches: Cache[]} {
  const {heads, hidden: feedForward} = architecture;
  const embedded = graph.op("Gather", [parameters.get("embedding")!, tokens]);
  let hidden = pictures === null ? embedded : graph.op("Concat", [pictures, embedded], {axis: 1});
  const grown = caches.map(({keys, values}, layer) => {
    const parameter = (name: Parameters<typeof layerParameter>[1]) =>
      parameters.get(layerParameter(layer, name))!;
    const normed = addNorm(graph, architecture, hidden, parameter("attention_norm"));
    const projected = graph.op("MatMul", [normed, parameter("query_key_value")]);
    const [attention, newKeys, newValues] = graph.ops(
      "GroupQueryAttention",
      [projected, "", "", keys, values, lastPosition, total, rotary.cosines, rotary.sines],
      {num_heads: heads, kv_num_heads: heads, do_rotary: 1, rotary_interleaved: 1},
      3
    );
    hidden = graph.op("Add", [hidden, graph.op("MatMul", [attention!, parameter("attention_output")])]);
    const gateUp = graph.op("MatMul", [
      addNorm(graph, architecture, hidden, parameter("feed_forward_norm")),
      parameter("gate_up")
    ]);
    const [gate, up] = graph.ops("Split", [gateUp, graph.integers(feedForward, feedForward)], {axis: -1}, 2);
    // QuickGelu with alpha 1 is x * sigmoid(x).
    const gated = graph.op("Mul", [graph.op("QuickGelu", [gate!], {alpha: new Float(1)}), up!]);
    hidden = graph.op("Add", [hidden, graph.op("MatMul", [gated, parameter("down")])]);
    return {keys: newKeys!, values: newValues!};
  });
  return {hidden, caches: grown};
}

/** Adds the final norm and the head: [batch, width] to logits [batch, vocabulary]. */
export function addHead(
  graph: GraphBuilder,
  architecture: Architecture,
  parameters: ReadonlyMap<string, Value>,
  hidden: Value
): Value {
  const normed = addNorm(graph, architecture, hidden, parameters.get("norm")!);
  const head = parameters.get("head");
  if (head !== undefined) return graph.op("MatMul", [normed, head]);
  return graph.op("Gemm", [normed, parameters.get("embedding")!], {transB: 1});
}

function addNorm(graph: GraphBuilder, {norm_epsilon}: Architecture, input: Value, scale: Value): Value {
  return graph.op("SimplifiedLayerNormalization", [input, scale], {
    axis: -1,
    epsilon: new Float(norm_epsilon),
    stash_type: 1
  });
}
