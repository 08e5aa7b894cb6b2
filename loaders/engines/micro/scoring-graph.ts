import {picturePlaces, type Architecture} from "./architecture.js";
import {addDecoder, addHead, parameterInputs} from "./decoder.js";
import {elementCode, GraphBuilder} from "./graph-builder.js";
import {addRowSums} from "./row-sums.js";
import {addPictureEmbeddings} from "./picture-input.js";
import {rotaryConstants} from "./rotary-tables.js";

/**
 * A graph that scores given texts. Inputs: the parameters (`w.…`); `tokens` and `targets` int64 [batch, length], the token at
 * each place and the one after it; `patches` [batch, patches, size], for a model with a picture only. Outputs, both
 * [batch, length]: `logprobs`, the log-probability (nats, temperature 1) of each target given the tokens up to its place;
 * `entropies`, the entropy of the next-token distribution there. With `tops`, as many of the likeliest tokens at each place, the
 * likeliest first: `top_tokens` int64 and `top_logprobs`, both [batch * length, tops].
 */
export function scoringGraph(architecture: Architecture, tops = 0): Uint8Array {
  const graph = new GraphBuilder();
  const {layers, heads, width} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const tokens = graph.input("tokens", "int64", ["batch", "length"]);
  const targets = graph.input("targets", "int64", ["batch", "length"]);
  const toInt32 = {to: elementCode("int32")};

  const shape = graph.op("Shape", [tokens]);
  const batch = graph.op("Shape", [tokens], {start: 0, end: 1});
  const places = picturePlaces(architecture.picture);
  const tokenCount = graph.op("Shape", [tokens], {start: 1, end: 2});
  const length = places === 0 ? tokenCount : graph.op("Add", [tokenCount, graph.integers(places)]);
  const cacheShape = graph.op(
    "Concat",
    [batch, graph.integers(heads), length, graph.integers(width / heads)],
    {axis: 0}
  );
  const empty = graph.op("Expand", [graph.float(0), cacheShape]);
  const last = graph.op("Expand", [graph.op("Sub", [length, graph.integers(1)]), batch]);
  const {hidden} = addDecoder(graph, architecture, parameters, {
    tokens,
    pictures: addPictureEmbeddings(graph, architecture, parameters),
    lastPosition: graph.op("Cast", [last], toInt32),
    total: graph.op("Cast", [length], toInt32),
    caches: Array.from({length: layers}, () => ({keys: empty, values: empty})),
    rotary: rotaryConstants(graph, architecture)
  });

  const ofTokens =
    places === 0
      ? hidden
      : graph.op("Slice", [
          hidden,
          graph.integers(places),
          graph.integers(architecture.context),
          graph.integers(1)
        ]);
  const flat = graph.op("Reshape", [ofTokens, graph.integers(-1, width)]);
  const logprobs = graph.op("LogSoftmax", [addHead(graph, architecture, parameters, flat)], {axis: -1});
  const chosen = graph.op(
    "GatherElements",
    [logprobs, graph.op("Reshape", [targets, graph.integers(-1, 1)])],
    {axis: 1}
  );
  const weighted = graph.op("Mul", [graph.op("Exp", [logprobs]), logprobs]);
  const entropies = graph.op("Neg", [addRowSums(graph, weighted, architecture.vocabulary)]);
  graph.output("logprobs", graph.op("Reshape", [chosen, shape]), "float32", ["batch", "length"]);
  graph.output("entropies", graph.op("Reshape", [entropies, shape]), "float32", ["batch", "length"]);
  if (tops > 0) {
    const [values, order] = graph.ops("TopK", [logprobs, graph.integers(tops)], {axis: -1}, 2);
    graph.output("top_logprobs", values!, "float32", ["places", tops]);
    graph.output("top_tokens", order!, "int64", ["places", tops]);
  }
  return graph.encode();
}
