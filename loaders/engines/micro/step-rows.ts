import {rowStep} from "./batching.js";
import type {GraphBuilder, Value} from "./graph-builder.js";

/** The rows of the next step. */
export interface StepRows {
  /** int64 [rows]: the row that each goes on from, and the token that it adds. */
  parent: Value;
  token: Value;
  /** int64 [completions]: each completion's row; of one that has ended, any. */
  rows: Value;
  /** bool: whether any completion goes on. */
  any: Value;
}

/** One row for each distinct pair of row and token among the completions that go on, filled up to a multiple of `rowStep`. */
export function addRows(
  graph: GraphBuilder,
  {rows, token, goesOn, vocabulary}: {rows: Value; token: Value; goesOn: Value; vocabulary: number}
): StepRows {
  const [zero, one, size] = [graph.integers(0), graph.integers(1), graph.integer(vocabulary)];
  const pairs = graph.op("Add", [graph.op("Mul", [rows, size]), token]);
  // The first pair, 0, is nobody's: so that there is one where every completion has ended.
  const living = graph.op("Concat", [zero, graph.op("Compress", [pairs, goesOn], {axis: 0})], {axis: 0});
  const [distinct, , place] = graph.ops("Unique", [living], {axis: 0, sorted: 1}, 3);
  const filled = graph.op("Pad", [
    distinct!,
    graph.op("Concat", [zero, addFill(graph, distinct!)], {axis: 0})
  ]);
  const parent = graph.op("Div", [filled, size]);
  const places = graph.op("Slice", [place!, one, graph.op("Shape", [place!]), zero]);
  const livingAt = graph.op("Squeeze", [graph.op("NonZero", [goesOn]), zero]);
  const nobody = graph.op("Mul", [rows, graph.integer(0)]);
  const count = graph.op("Squeeze", [graph.op("Shape", [places]), zero]);
  return {
    parent,
    token: graph.op("Sub", [filled, graph.op("Mul", [parent, size])]),
    rows: graph.op("ScatterElements", [nobody, livingAt, places], {axis: 0}),
    any: graph.op("Greater", [count, graph.integer(0)])
  };
}

/** How many values are missing to a multiple of `rowStep`, int64 [1]. */
function addFill(graph: GraphBuilder, values: Value): Value {
  const step = graph.integers(rowStep);
  const over = graph.op("Mod", [graph.op("Shape", [values]), step]);
  return graph.op("Mod", [graph.op("Sub", [step, over]), step]);
}
