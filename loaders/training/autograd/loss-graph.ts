import {parameterShapes, type Architecture} from "../../engines/micro/architecture.js";
import {parameterInputs} from "../../engines/micro/decoder.js";
import {GraphBuilder} from "../../engines/micro/graph-builder.js";
import {GradientTape} from "./gradient-tape.js";
import {addTransformer} from "./transformer.js";

/**
 * The graph that all training of policies shares: loss = - sum over tokens of coefficient * log-probability, and its gradient
 * in every parameter. Supervised learning and policy gradients differ in the coefficients alone, which TypeScript computes.
 * With `entropyBonus` the loss is less by the sum over places of entropy coefficient * entropy, exactly differentiated.
 *
 * Inputs: the parameters (`w.…`); `tokens`, `targets`, `positions` int64 [batch, length]; `coefficients` and, with
 * `entropyBonus`, `entropy_coefficients` [batch, length], 0 for places without loss; `mask` [length, length]; for
 * a model with a picture see `addTransformer`. Outputs:
 * `logprobs` and `entropies` [batch, length], in nats at temperature 1; `g.…`, the gradient of the loss in each parameter.
 */
export function lossGraph(architecture: Architecture, {entropyBonus}: {entropyBonus: boolean}): Uint8Array {
  const graph = new GraphBuilder();
  const tape = new GradientTape(graph);
  const {vocabulary} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const tokens = graph.input("tokens", "int64", ["batch", "length"]);
  const targets = graph.input("targets", "int64", ["batch", "length"]);
  const coefficients = graph.input("coefficients", "float32", ["batch", "length"]);
  const shape = graph.op("Shape", [tokens]);
  const final = addTransformer(graph, tape, architecture, parameters, {tokens, shape});
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
  if (entropyBonus) addEntropyGradient();
  tape.backward();
  for (const {name, shape: parameterShape} of parameterShapes(architecture)) {
    graph.output(`g.${name}`, tape.gradient(parameters.get(name)!), "float32", parameterShape);
  }
  return graph.encode();

  /** d(-e entropy) / d logits = e p (log p - sum of p log p). */
  function addEntropyGradient(): void {
    const bonus = graph.input("entropy_coefficients", "float32", ["batch", "length"]);
    const toColumn = (value: string) => graph.op("Reshape", [value, graph.integers(-1, 1)]);
    const deviation = graph.op("Sub", [logprobs, toColumn(weighted)]);
    const slope = graph.op("Mul", [probabilities, deviation]);
    tape.accumulate(logits, graph.op("Mul", [slope, toColumn(bonus)]));
  }
}
