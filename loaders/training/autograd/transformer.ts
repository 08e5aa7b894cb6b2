import {layerParameter, type Architecture} from "../../engines/micro/architecture.js";
import type {GraphBuilder, Value} from "../../engines/micro/graph-builder.js";
import {addAttention, attentionInputs} from "./attention.js";
import type {GradientTape} from "./gradient-tape.js";
import {pictureRows} from "./picture-rows.js";

/**
 * Adds the transformer up to its last norm, on a tape: `tokens` int64 [batch, length] to rows [batch * length, width].
 * `shape` is int64 [2]: batch and length. A model with a picture has the input `patches` too, and its `positions` and `mask`
 * cover the picture's places.
 */
export function addTransformer(
  graph: GraphBuilder,
  tape: GradientTape,
  architecture: Architecture,
  parameters: ReadonlyMap<string, Value>,
  {tokens, shape}: {tokens: Value; shape: Value}
): Value {
  const {layers, hidden: feedForward, vocabulary, norm_epsilon: epsilon} = architecture;
  const pictures = pictureRows(graph, tape, architecture, parameters, shape);
  const attention = attentionInputs(graph, architecture, pictures?.shape ?? shape);
  let rows = tape.embed(
    parameters.get("embedding")!,
    graph.op("Reshape", [tokens, graph.integers(-1)]),
    vocabulary
  );
  if (pictures !== null) rows = pictures.prepend(rows);
  for (let layer = 0; layer < layers; layer++) {
    const parameter = (name: Parameters<typeof layerParameter>[1]) =>
      parameters.get(layerParameter(layer, name))!;
    const projected = tape.linear(
      tape.norm(rows, parameter("attention_norm"), epsilon),
      parameter("query_key_value")
    );
    const mixed = addAttention(graph, tape, architecture, projected, attention);
    rows = tape.add(rows, tape.linear(mixed, parameter("attention_output")));
    const gateUp = tape.linear(
      tape.norm(rows, parameter("feed_forward_norm"), epsilon),
      parameter("gate_up")
    );
    rows = tape.add(rows, tape.linear(tape.swiglu(gateUp, feedForward), parameter("down")));
  }
  if (pictures !== null) rows = pictures.drop(rows);
  return tape.norm(rows, parameters.get("norm")!, epsilon);
}
