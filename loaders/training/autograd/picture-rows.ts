import {pictureParameter, type Architecture} from "../../engines/micro/architecture.js";
import type {GraphBuilder, Value} from "../../engines/micro/graph-builder.js";
import type {GradientTape} from "./gradient-tape.js";

/** The rows of a model with a picture: how its tokens' rows and all rows lie in the graph. */
export interface PictureRows {
  /** int64 [2]: batch, and places of picture and tokens together. */
  shape: Value;
  /** Puts the picture's rows before the tokens': [batch * length, width] to [batch * (patches + length), width]. */
  prepend(tokenRows: Value): Value;
  /** Leaves the tokens' rows of all. */
  drop(rows: Value): Value;
}

/**
 * Adds the input `patches` [batch, patches, size] and what puts its embeddings before the tokens', with gradients in the
 * projection and in the vectors of the places. `shape` is int64 [2]: batch and length of the tokens. Null for a model of
 * text alone.
 */
export function pictureRows(
  graph: GraphBuilder,
  tape: GradientTape,
  {picture, width}: Architecture,
  parameters: ReadonlyMap<string, Value>,
  shape: Value
): PictureRows | null {
  if (picture === undefined) return null;
  const {patches: count, size} = picture;
  const places = parameters.get(pictureParameter.places)!;
  const patches = graph.input("patches", "float32", ["batch", count, size]);
  const flat = graph.op("Reshape", [patches, graph.integers(-1, size)]);
  const projected = tape.linear(flat, parameters.get(pictureParameter.projection)!);
  const allShape = graph.op("Add", [shape, graph.integers(0, count)]);
  const batches = (rows: Value, places: Value) =>
    graph.op("Reshape", [rows, graph.op("Concat", [places, graph.integers(width)], {axis: 0})]);
  const rowsOf = (value: Value) => graph.op("Reshape", [value, graph.integers(-1, width)]);
  const split = (value: Value) => ({
    picture: graph.op("Slice", [value, graph.integers(0), graph.integers(count), graph.integers(1)]),
    tokens: graph.op("Slice", [value, graph.integers(count), graph.integers(2 ** 31), graph.integers(1)])
  });

  return {
    shape: allShape,
    prepend: (tokenRows) => {
      const pictures = graph.op("Add", [
        graph.op("Reshape", [projected, graph.integers(-1, count, width)]),
        places
      ]);
      const result = rowsOf(graph.op("Concat", [pictures, batches(tokenRows, shape)], {axis: 1}));
      tape.record(() => {
        const upstream = split(batches(tape.gradient(result), allShape));
        tape.accumulate(tokenRows, rowsOf(upstream.tokens));
        tape.accumulate(projected, rowsOf(upstream.picture));
        tape.accumulate(places, graph.op("ReduceSum", [upstream.picture, graph.integers(0)], {keepdims: 0}));
      });
      return result;
    },
    drop: (rows) => {
      const all = batches(rows, allShape);
      const result = rowsOf(split(all).tokens);
      tape.record(() => {
        const nothing = graph.op("Mul", [split(all).picture, graph.float(0)]);
        const upstream = batches(tape.gradient(result), shape);
        tape.accumulate(rows, rowsOf(graph.op("Concat", [nothing, upstream], {axis: 1})));
      });
      return result;
    }
  };
}
