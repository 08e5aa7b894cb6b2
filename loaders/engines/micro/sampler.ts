import {elementCode, type GraphBuilder, type Value} from "./graph-builder.js";
import {addRowSums} from "./row-sums.js";

/** What one sampling step gives for each row of the batch. */
export interface Draw {
  /** int64 [batch, 1]. */
  token: Value;
  /** [batch]: log-probability (nats) of the token under the model at temperature 1. */
  logprob: Value;
  /** [batch]: entropy (nats) of the distribution that the token was drawn from. */
  entropy: Value;
}

export interface SamplerInputs {
  /** [batch, vocabulary]. */
  logits: Value;
  /** [batch, 1], in [0, 1): decides the token. */
  uniforms: Value;
  /** Scalar: 1 / temperature. */
  inverseTemperature: Value;
  /** Scalar: nucleus mass. Only the likeliest token is kept where it is 0 or less than the first token's probability. */
  topP: Value;
}

/**
 * Adds nucleus sampling: softmax at the temperature, the fewest likeliest tokens whose mass reaches top-p, renormalised,
 * and the token where their running sum passes the uniform number. Holtzman et al. 2020.
 */
export function addSampler(
  graph: GraphBuilder,
  {logits, uniforms, inverseTemperature, topP}: SamplerInputs,
  vocabulary: number
): Draw {
  const one = graph.integers(1);
  const probabilities = graph.op("Softmax", [graph.op("Mul", [logits, inverseTemperature])], {axis: -1});
  const [sorted, order] = graph.ops("TopK", [probabilities, graph.integers(vocabulary)], {axis: -1}, 2);
  const running = graph.op("CumSum", [sorted!, graph.integer(1)]);
  // The likeliest token always stays: nothing comes before it, and top-p is above 0.
  const inNucleus = graph.op("Less", [graph.op("Sub", [running, sorted!]), topP]);
  const kept = graph.op("Mul", [sorted!, graph.op("Cast", [inNucleus], {to: elementCode("float32")})]);
  const mass = addRowSums(graph, kept, vocabulary);
  const threshold = graph.op("Mul", [uniforms, mass]);
  const passed = graph.op("And", [graph.op("LessOrEqual", [running, threshold]), inNucleus]);
  const count = (flags: Value) =>
    graph.op("ReduceSum", [graph.op("Cast", [flags], {to: elementCode("int64")}), one], {keepdims: 1});
  const last = graph.op("Sub", [count(inNucleus), graph.integer(1)]);
  const token = graph.op("GatherElements", [order!, graph.op("Min", [count(passed), last])], {axis: 1});
  const logprobs = graph.op("LogSoftmax", [logits], {axis: -1});
  const logprob = graph.op("Squeeze", [graph.op("GatherElements", [logprobs, token], {axis: 1}), one]);
  return {token, logprob, entropy: addEntropy(graph, graph.op("Div", [kept, mass]), vocabulary)};
}

function addEntropy(graph: GraphBuilder, probabilities: Value, vocabulary: number): Value {
  // Keeps the logarithm finite where a probability is 0: 0 * log(1e-30) is 0.
  const logs = graph.op("Log", [graph.op("Max", [probabilities, graph.float(1e-30)])]);
  const sums = addRowSums(graph, graph.op("Mul", [probabilities, logs]), vocabulary);
  return graph.op("Neg", [graph.op("Squeeze", [sums, graph.integers(1)])]);
}
