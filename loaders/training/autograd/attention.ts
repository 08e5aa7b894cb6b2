import type {Architecture} from "../../engines/micro/architecture.js";
import {Float, type GraphBuilder, type Value} from "../../engines/micro/graph-builder.js";
import {rotaryTables} from "../../engines/micro/rotary-tables.js";
import type {GradientTape} from "./gradient-tape.js";

/** Values that all layers' attention shares. */
export interface AttentionInputs {
  /** int64 [batch, length], a picture's places included. */
  positions: Value;
  /** [length, length]: 0 where a row may look, very negative elsewhere. */
  mask: Value;
  /** int64 [4]: batch, length, heads, head width. */
  headShape: Value;
  cosines: Value;
  sines: Value;
  negativeSines: Value;
}

/** Adds what attention needs beside the projected rows. `shape` is int64 [2]: batch and length. */
export function attentionInputs(
  graph: GraphBuilder,
  architecture: Architecture,
  shape: Value
): AttentionInputs {
  const {cosines, sines, shape: tableShape} = rotaryTables(architecture);
  const {heads, width, picture} = architecture;
  // Not the name of the tokens' dimension where that is another.
  const length = picture === undefined ? "length" : "places";
  return {
    positions: graph.input("positions", "int64", ["batch", length]),
    mask: graph.input("mask", "float32", [length, length]),
    headShape: graph.op("Concat", [shape, graph.integers(heads, width / heads)], {axis: 0}),
    cosines: graph.floats(cosines, tableShape),
    sines: graph.floats(sines, tableShape),
    negativeSines: graph.floats(
      sines.map((sine) => -sine),
      tableShape
    )
  };
}

/** Adds causal rotary attention: rows [batch * length, 3 * width] of queries, keys and values to rows [batch * length, width]. */
export function addAttention(
  graph: GraphBuilder,
  tape: GradientTape,
  {width, heads}: Architecture,
  projected: Value,
  {positions, mask, headShape, cosines, sines, negativeSines}: AttentionInputs
): Value {
  const scale = new Float(1 / Math.sqrt(width / heads));
  const toHeads = (rows: Value) =>
    graph.op("Transpose", [graph.op("Reshape", [rows, headShape])], {perm: [0, 2, 1, 3]});
  const toRows = (split: Value) =>
    graph.op("Reshape", [graph.op("Transpose", [split], {perm: [0, 2, 1, 3]}), graph.integers(-1, width)]);
  const rotate = (split: Value, turn: Value) =>
    graph.op("RotaryEmbedding", [split, positions, cosines, turn], {interleaved: 1});

  const parts = graph.ops("Split", [projected, graph.integers(width, width, width)], {axis: 1}, 3);
  const queries = rotate(toHeads(parts[0]!), sines);
  const keys = rotate(toHeads(parts[1]!), sines);
  const values = toHeads(parts[2]!);
  const scores = graph.op("Add", [graph.op("FusedMatMul", [queries, keys], {transB: 1, alpha: scale}), mask]);
  const weights = graph.op("Softmax", [scores], {axis: -1});
  const mixed = graph.op("MatMul", [weights, values]);
  const result = toRows(mixed);

  tape.record(() => {
    const upstream = toHeads(tape.gradient(result));
    const valueGradient = graph.op("FusedMatMul", [weights, upstream], {transA: 1});
    const weightGradient = graph.op("FusedMatMul", [upstream, values], {transB: 1});
    const mean = graph.op("ReduceSum", [graph.op("Mul", [upstream, mixed]), graph.integers(3)], {
      keepdims: 1
    });
    const scoreGradient = graph.op("Mul", [weights, graph.op("Sub", [weightGradient, mean])]);
    const queryGradient = graph.op("FusedMatMul", [scoreGradient, keys], {alpha: scale});
    const keyGradient = graph.op("FusedMatMul", [scoreGradient, queries], {transA: 1, alpha: scale});
    // A rotation's transpose is the rotation by the opposite angle.
    const rows = [
      rotate(queryGradient, negativeSines),
      rotate(keyGradient, negativeSines),
      valueGradient
    ].map(toRows);
    tape.accumulate(projected, graph.op("Concat", rows, {axis: 1}));
  });
  return result;
}
