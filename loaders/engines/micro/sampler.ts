import {elementCode, type GraphBuilder, type Value} from "./graph-builder.js";
import {addRowSums} from "./row-sums.js";

/** What one sampling step gives for each completion. */
export interface Draw {
  /** int64 [completions]. */
  token: Value;
  /** [completions]: log-probability (nats) of the token under the model at temperature 1. */
  logprob: Value;
  /** [completions]: entropy (nats) of the distribution that the token was drawn from. */
  entropy: Value;
}

export interface SamplerInputs {
  /** [rows, vocabulary]. */
  logits: Value;
  /** int64 [completions]: the row whose distribution a completion draws from. */
  rows: Value;
  /** [completions], in [0, 1): decides the token. */
  uniforms: Value;
  /** Scalar: 1 / temperature. */
  inverseTemperature: Value;
  /** Scalar: nucleus mass. Only the likeliest token is kept where it is 0 or less than the first token's probability. */
  topP: Value;
}

/**
 * Adds nucleus sampling: softmax at the temperature, the fewest likeliest tokens whose mass reaches top-p, renormalised,
 * and the token where their running sum passes the uniform number. Holtzman et al. 2020. Distributions are computed once a
 * row, however many completions draw from them.
 */
export function addSampler(
  graph: GraphBuilder,
  {logits, rows, uniforms, inverseTemperature, topP}: SamplerInputs,
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
  const last = graph.op("Sub", [count(inNucleus), graph.integer(1)]);
  const limits = graph.op("Where", [inNucleus, running, graph.float(Infinity)]);

  const threshold = graph.op("Mul", [graph.op("Unsqueeze", [uniforms, one]), ofRow(mass)]);
  const passed = count(graph.op("LessOrEqual", [ofRow(limits), threshold]));
  const rank = graph.op("Squeeze", [graph.op("Min", [passed, ofRow(last)]), one]);
  const token = entry(order!, rank);
  const logprob = entry(graph.op("LogSoftmax", [logits], {axis: -1}), token);
  const entropy = addEntropy(graph, graph.op("Div", [kept, mass]), vocabulary);
  return {token, logprob, entropy: ofRow(entropy)};

  function count(flags: Value): Value {
    return graph.op("ReduceSum", [graph.op("Cast", [flags], {to: elementCode("int64")}), one], {keepdims: 1});
  }

  /** A value of each row, for each completion. */
  function ofRow(values: Value): Value {
    return graph.op("Gather", [values, rows], {axis: 0});
  }

  /** For each completion the entry of [rows, vocabulary] in its row and the given column. */
  function entry(values: Value, column: Value): Value {
    const place = graph.op("Add", [graph.op("Mul", [rows, graph.integer(vocabulary)]), column]);
    return graph.op("Gather", [graph.op("Reshape", [values, graph.integers(-1)]), place], {axis: 0});
  }
}

function addEntropy(graph: GraphBuilder, probabilities: Value, vocabulary: number): Value {
  // Keeps the logarithm finite where a probability is 0: 0 * log(1e-30) is 0.
  const logs = graph.op("Log", [graph.op("Max", [probabilities, graph.float(1e-30)])]);
  const sums = addRowSums(graph, graph.op("Mul", [probabilities, logs]), vocabulary);
  return graph.op("Neg", [graph.op("Squeeze", [sums, graph.integers(1)])]);
}
