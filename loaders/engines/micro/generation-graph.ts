import type {Architecture} from "./architecture.js";
import {rowStep} from "./batching.js";
import {addDecoder, addHead, parameterInputs, type Cache} from "./decoder.js";
import {addPictureEmbeddings, picturePlaces} from "./picture-input.js";
import {elementCode, GraphBuilder, type ElementType, type Value} from "./graph-builder.js";
import {rotaryConstants} from "./rotary-tables.js";
import {addSampler} from "./sampler.js";

/**
 * A graph that writes whole completions in one run: the prompts go through the decoder once, then a Loop samples a token of
 * each completion and feeds the tokens back, until every completion has ended or the uniforms are used up. Completions of one
 * prompt that are equal so far are one row of the decoder: a run costs as many rows as there are distinct beginnings.
 *
 * Inputs: the parameters (`w.…`); `prompts` int64 [prompts, length], padded on the right; `prompt_lengths` int64 [prompts],
 * the places of the picture included; `patches` [prompts, patches, size], for a model with a picture only; `prompt_rows` int64
 * [completions], the row in `prompts` that each completes; `uniforms` [steps, completions]; `inverse_temperature` and `top_p`,
 * scalars.
 * Outputs, each [steps taken, completions]: `tokens` int64, `logprobs` and `entropies`. What follows a completion's end token
 * has no meaning.
 */
export function generationGraph(architecture: Architecture, endToken: number): Uint8Array {
  const graph = new GraphBuilder();
  const {layers, heads, width} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const prompts = graph.input("prompts", "int64", ["prompts", "length"]);
  const promptLengths = graph.input("prompt_lengths", "int64", ["prompts"]);
  const promptRows = graph.input("prompt_rows", "int64", ["completions"]);
  const uniforms = graph.input("uniforms", "float32", ["steps", "completions"]);
  const inverseTemperature = graph.input("inverse_temperature", "float32", []);
  const topP = graph.input("top_p", "float32", []);
  const rotary = rotaryConstants(graph, architecture);

  const places = promptPlaces();
  const cacheShape = graph.op(
    "Concat",
    [graph.op("Shape", [promptLengths]), graph.integers(heads), places, graph.integers(width / heads)],
    {axis: 0}
  );
  const empty = graph.op("Expand", [graph.float(0), cacheShape]);
  const lastOfPrompt = graph.op("Sub", [promptLengths, graph.integer(1)]);
  const pictures = addPictureEmbeddings(graph, architecture, parameters);
  const prefill = addDecoder(graph, architecture, parameters, {
    tokens: prompts,
    pictures,
    lastPosition: cast(graph, lastOfPrompt, "int32"),
    total: cast(graph, places, "int32"),
    caches: Array.from({length: layers}, () => ({keys: empty, values: empty})),
    rotary
  });
  const last = graph.op("Unsqueeze", [lastOfPrompt, graph.integers(1)]);
  const lastHidden = graph.op("GatherND", [prefill.hidden, last], {batch_dims: 1});
  const logits = addHead(graph, architecture, parameters, lastHidden);

  const body = new GraphBuilder("step_");
  const state = addLoopBody();
  const steps = graph.op("Squeeze", [graph.op("Shape", [uniforms], {start: 0, end: 1}), graph.integers(0)]);
  const always = graph.op("Equal", [steps, steps]);
  const alive = graph.op("Equal", [promptRows, promptRows]);
  const initial = [logits, promptLengths, promptRows, alive, ...cacheValues(prefill.caches)];
  const results = graph.ops("Loop", [steps, always, ...initial], {body}, state + 3);
  graph.output("tokens", results[state]!, "int64", ["taken", "completions"]);
  graph.output("logprobs", results[state + 1]!, "float32", ["taken", "completions"]);
  graph.output("entropies", results[state + 2]!, "float32", ["taken", "completions"]);
  return graph.encode();

  /** Places of the padded prompt, the picture's included, int64 [1]. */
  function promptPlaces(): Value {
    const tokens = graph.op("Shape", [prompts], {start: 1, end: 2});
    const picture = picturePlaces(architecture.picture);
    return picture === 0 ? tokens : graph.op("Add", [tokens, graph.integers(picture)]);
  }

  /** Fills the Loop's body; returns how many values it carries from step to step. */
  function addLoopBody(): number {
    const {vocabulary} = architecture;
    const index = body.input("index", "int64", []);
    body.input("go_on", "bool", []);
    const stepLogits = body.input("logits", "float32", ["rows", vocabulary]);
    const lengths = body.input("lengths", "int64", ["rows"]);
    const rows = body.input("row", "int64", ["completions"]);
    const stepAlive = body.input("alive", "bool", ["completions"]);
    const cacheDimensions = ["rows", heads, "cache", width / heads];
    const caches = Array.from({length: layers}, (_, layer) => ({
      keys: body.input(`keys_${layer}`, "float32", cacheDimensions),
      values: body.input(`values_${layer}`, "float32", cacheDimensions)
    }));

    const ofStep = body.op("Gather", [uniforms, index], {axis: 0});
    const sampler = {logits: stepLogits, rows, uniforms: ofStep, inverseTemperature, topP};
    const {token, logprob, entropy} = addSampler(body, sampler, vocabulary);
    const ended = body.op("Equal", [token, body.integer(endToken)]);
    const goesOn = body.op("And", [stepAlive, body.op("Not", [ended])]);
    const grown = addRows(body, {rows, token, goesOn, vocabulary});
    const ofParent = (value: Value): Value => body.op("Gather", [value, grown.parent], {axis: 0});
    const nextLengths = ofParent(lengths);
    const total = body.op("Add", [body.op("ReduceMax", [nextLengths], {keepdims: 1}), body.integers(1)]);
    const next = addDecoder(body, architecture, parameters, {
      tokens: body.op("Unsqueeze", [grown.token, body.integers(1)]),
      lastPosition: cast(body, nextLengths, "int32"),
      total: cast(body, total, "int32"),
      caches: caches.map(({keys, values}) => ({keys: ofParent(keys), values: ofParent(values)})),
      rotary
    });
    const hidden = body.op("Squeeze", [next.hidden, body.integers(1)]);

    body.output("go_on_out", grown.any, "bool", []);
    body.output("logits_out", addHead(body, architecture, parameters, hidden), "float32", [
      "rows",
      vocabulary
    ]);
    body.output("lengths_out", body.op("Add", [nextLengths, body.integer(1)]), "int64", ["rows"]);
    body.output("row_out", grown.rows, "int64", ["completions"]);
    body.output("alive_out", goesOn, "bool", ["completions"]);
    for (const [layer, cache] of next.caches.entries()) {
      body.output(`keys_${layer}_out`, cache.keys, "float32", cacheDimensions);
      body.output(`values_${layer}_out`, cache.values, "float32", cacheDimensions);
    }
    body.output("token", token, "int64", ["completions"]);
    body.output("logprob", logprob, "float32", ["completions"]);
    body.output("entropy", entropy, "float32", ["completions"]);
    return 4 + 2 * layers;
  }
}

/** The rows of the next step. */
interface GrownRows {
  /** int64 [rows]: the row that each goes on from, and the token that it adds. */
  parent: Value;
  token: Value;
  /** int64 [completions]: each completion's row; of one that has ended, any. */
  rows: Value;
  /** bool: whether any completion goes on. */
  any: Value;
}

/** One row for each distinct pair of row and token among the completions that go on, filled up to a multiple of `rowStep`. */
function addRows(
  graph: GraphBuilder,
  {rows, token, goesOn, vocabulary}: {rows: Value; token: Value; goesOn: Value; vocabulary: number}
): GrownRows {
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

function cacheValues(caches: readonly Cache[]): Value[] {
  return caches.flatMap(({keys, values}) => [keys, values]);
}

function cast(graph: GraphBuilder, value: Value, type: ElementType): Value {
  return graph.op("Cast", [value], {to: elementCode(type)});
}
