import {parameterShapes, type Architecture, type ParameterShape} from "../../engines/micro/architecture.js";
import {GraphBuilder} from "../../engines/micro/graph-builder.js";
import {GradientTape} from "./gradient-tape.js";
import {addTransformer} from "./transformer.js";

/** Name of the critic's head, the only parameter that a policy has not. */
export const valueHead = "value_head";

/** A critic's parameters: those of a policy, with a linear head [width, 1] in place of the vocabulary's. */
export function criticShapes(architecture: Architecture): ParameterShape[] {
  const trunk = parameterShapes(architecture).filter(({name}) => name !== "head");
  return [...trunk, {name: valueHead, shape: [architecture.width, 1]}];
}

/**
 * The graph of a critic: loss = sum over places of weight * (value - return)^2 / 2, and its gradient in every parameter.
 *
 * Inputs: the parameters (`w.…`); `tokens`, `positions` int64 [batch, length]; `returns`, `value_weights` [batch, length],
 * weight 0 for places without loss; `mask` [length, length]. Outputs: `values` [batch, length], the estimate at each place
 * from the tokens up to it; `g.…`.
 */
export function valueGraph(architecture: Architecture): Uint8Array {
  const graph = new GraphBuilder();
  const tape = new GradientTape(graph);
  const shapes = criticShapes(architecture);
  const parameters = new Map(
    shapes.map(({name, shape}) => [name, graph.input(`w.${name}`, "float32", shape)])
  );
  const tokens = graph.input("tokens", "int64", ["batch", "length"]);
  const returns = graph.input("returns", "float32", ["batch", "length"]);
  const weights = graph.input("value_weights", "float32", ["batch", "length"]);
  const shape = graph.op("Shape", [tokens]);
  const final = addTransformer(graph, tape, architecture, parameters, {tokens, shape});
  const column = tape.linear(final, parameters.get(valueHead)!);

  const values = graph.op("Reshape", [column, shape]);
  const slope = graph.op("Mul", [weights, graph.op("Sub", [values, returns])]);
  tape.accumulate(column, graph.op("Reshape", [slope, graph.integers(-1, 1)]));
  tape.backward();
  graph.output("values", values, "float32", ["batch", "length"]);
  for (const {name, shape: parameterShape} of shapes)
    graph.output(`g.${name}`, tape.gradient(parameters.get(name)!), "float32", parameterShape);
  return graph.encode();
}
