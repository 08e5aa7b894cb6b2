import type {Architecture} from "./architecture.js";
import type {GraphBuilder, Value} from "./graph-builder.js";

/**
 * Cosines and sines of the rotary position embedding, [context, width / heads / 2] each. Pairs are interleaved
 * (2i, 2i + 1), pair i turns by position * theta^(-2i / headWidth). Su et al. 2021, RoFormer.
 */
export function rotaryTables({context, width, heads, rope_theta}: Architecture): {
  cosines: Float32Array;
  sines: Float32Array;
  shape: [number, number];
} {
  const pairs = width / heads / 2;
  const angle = (index: number) => Math.floor(index / pairs) * rope_theta ** (-(index % pairs) / pairs);
  const indices = Array.from({length: context * pairs}, (_, index) => index);
  return {
    cosines: Float32Array.from(indices, (index) => Math.cos(angle(index))),
    sines: Float32Array.from(indices, (index) => Math.sin(angle(index))),
    shape: [context, pairs]
  };
}

/** The tables as constants of a graph. */
export function rotaryConstants(
  graph: GraphBuilder,
  architecture: Architecture
): {cosines: Value; sines: Value} {
  const {cosines, sines, shape} = rotaryTables(architecture);
  return {cosines: graph.floats(cosines, shape), sines: graph.floats(sines, shape)};
}
