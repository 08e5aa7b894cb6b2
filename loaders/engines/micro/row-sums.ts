import type {GraphBuilder, Value} from "./graph-builder.js";

/**
 * Adds the sums of rows [count, columns], as [count, 1]. By a product with ones: onnxruntime's ReduceSum adds in an order
 * that depends on the row's address, so that the low bits of a sum would depend on the row's place in the batch.
 */
export function addRowSums(graph: GraphBuilder, rows: Value, columns: number): Value {
  // More than one column of ones keeps to the ordinary kernel of matrix products.
  const width = 16;
  const ones = graph.floats(new Float32Array(columns * width).fill(1), [columns, width]);
  const sums = graph.op("MatMul", [rows, ones]);
  return graph.op("Slice", [sums, graph.integers(0), graph.integers(1), graph.integers(1)]);
}
