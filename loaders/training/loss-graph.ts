import {layerParameter, parameterShapes, type Architecture} from "../engines/micro/architecture.js";
import {parameterInputs} from "../engines/micro/decoder.js";
import {GraphBuilder} from "../engines/micro/graph-builder.js";
import {addAttention, attentionInputs} from "./attention.js";
import {GradientTape} from "./gradient-tape.js";

/**
 * The graph that all training shares: loss = - sum over tokens of coefficient * log-probability, and its gradient in every
 * parameter. Supervised learning and policy gradients differ in the coefficients alone, which TypeScript computes.
 *
 * Inputs: the parameters (`w.…`); `tokens`, `targets`, `positions` int64 [batch, length]; `coefficients` [batch, length], 0
 * for places without loss; `mask` [length, length]. Outputs: `logprobs` and `entropies` [batch, length], in nats at
 * temperature 1; `g.…`, the gradient of the loss in each parameter.
 */
export function lossGraph(architecture: Architecture): Uint8Array {
  const graph = new GraphBuilder();
  const tape = new GradientTape(graph);
  const {layers, hidden: feedForward, vocabulary, norm_epsilon: epsilon} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const tokens = graph.input("tokens", "int64", ["batch", "length"]);
  const targets = graph.input("targets", "int64", ["batch", "length"]);
  const coefficients = graph.input("coefficients", "float32", ["batch", "length"]);
  const shape = graph.op("Shape", [tokens]);
  const attention = attentionInputs(graph, architecture, shape);

  let rows = tape.embed(
    parameters.get("embedding")!,
    graph.op("Reshape", [tokens, graph.integers(-1)]),
    vocabulary
  );
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
  const final = tape.norm(rows, parameters.get("norm")!, epsilon);
  const head = parameters.get("head");
  const logits =
    head === undefined
      ? tape.linearTransposed(final, parameters.get("embedding")!)
      : tape.linear(final, head);

  const logprobs = graph.op("LogSoftmax", [logits], {axis: -1});
  const probabilities = graph.op("Exp", [logprobs]);
  const chosen = graph.op(
    "GatherElements",
    [logprobs, graph.op("Reshape", [targets, graph.integers(-1, 1)])],
    {axis: 1}
  );
  const weighted = graph.op("ReduceSum", [graph.op("Mul", [probabilities, logprobs]), graph.integers(1)], {
    keepdims: 0
  });
  graph.output("logprobs", graph.op("Reshape", [chosen, shape]), "float32", ["batch", "length"]);
  graph.output("entropies", graph.op("Reshape", [graph.op("Neg", [weighted]), shape]), "float32", [
    "batch",
    "length"
  ]);

  // d(-c log p[target]) / d logits = c (p - onehot(target)).
  const zeroOne = graph.floats(Float32Array.of(0, 1), [2]);
  const flatTargets = graph.op("Reshape", [targets, graph.integers(-1)]);
  const onehot = graph.op("OneHot", [flatTargets, graph.integers(vocabulary), zeroOne], {axis: -1});
  const column = graph.op("Reshape", [coefficients, graph.integers(-1, 1)]);
  tape.accumulate(logits, graph.op("Mul", [graph.op("Sub", [probabilities, onehot]), column]));
  tape.backward();
  for (const {name, shape: parameterShape} of parameterShapes(architecture)) {
    graph.output(`g.${name}`, tape.gradient(parameters.get(name)!), "float32", parameterShape);
  }
  return graph.encode();
}
