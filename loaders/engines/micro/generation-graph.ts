import type {Architecture} from "./architecture.js";
import {addDecoder, addHead, parameterInputs, type Cache} from "./decoder.js";
import {addPictureEmbeddings, picturePlaces} from "./picture-input.js";
import {elementCode, GraphBuilder, type ElementType, type Value} from "./graph-builder.js";
import {rotaryConstants} from "./rotary-tables.js";
import {addSampler} from "./sampler.js";

/**
 * A graph that writes whole completions in one run: the prompts go through the decoder once, then a Loop samples a token,
 * feeds it back and ends when every row has ended or the uniforms are used up.
 *
 * Inputs: the parameters (`w.…`); `prompts` int64 [batch, prompt], padded on the right; `prompt_lengths` int64 [batch], the
 * places of the picture included; `patches` [batch, patches, size], for a model with a picture only; `active` bool [batch],
 * false for rows that only fill the batch; `uniforms` [steps, batch]; `inverse_temperature` and `top_p`, scalars; `cache_length`
 * int64 [1], at least picture + prompt + steps.
 * Outputs: `tokens` int64 [steps taken, batch]; `sum_logprob`, `sum_entropy` [batch] over each completion's own tokens, the
 * end token included.
 */
export function generationGraph(architecture: Architecture, endToken: number): Uint8Array {
  const graph = new GraphBuilder();
  const {layers, heads, width} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const prompts = graph.input("prompts", "int64", ["batch", "prompt"]);
  const promptLengths = graph.input("prompt_lengths", "int64", ["batch"]);
  const active = graph.input("active", "bool", ["batch"]);
  const uniforms = graph.input("uniforms", "float32", ["steps", "batch"]);
  const inverseTemperature = graph.input("inverse_temperature", "float32", []);
  const topP = graph.input("top_p", "float32", []);
  const cacheLength = graph.input("cache_length", "int64", [1]);
  const rotary = rotaryConstants(graph, architecture);

  const batchShape = graph.op("Shape", [promptLengths]);
  const cacheShape = graph.op(
    "Concat",
    [batchShape, graph.integers(heads), cacheLength, graph.integers(width / heads)],
    {axis: 0}
  );
  const empty = graph.op("Expand", [graph.float(0), cacheShape]);
  const zeros = graph.op("Expand", [graph.float(0), batchShape]);
  const lastOfPrompt = graph.op("Sub", [promptLengths, graph.integer(1)]);
  const pictures = addPictureEmbeddings(graph, architecture, parameters);
  const prefill = addDecoder(graph, architecture, parameters, {
    tokens: prompts,
    pictures,
    lastPosition: cast(graph, lastOfPrompt, "int32"),
    total: cast(graph, promptPlaces(), "int32"),
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
  const initial = [logits, promptLengths, active, zeros, zeros, ...cacheValues(prefill.caches)];
  const results = graph.ops("Loop", [steps, always, ...initial], {body}, state + 1);
  graph.output("sum_logprob", results[3]!, "float32", ["batch"]);
  graph.output("sum_entropy", results[4]!, "float32", ["batch"]);
  graph.output("tokens", results[state]!, "int64", ["taken", "batch"]);
  return graph.encode();

  /** Places of the padded prompt, the picture's included, int64 [1]. */
  function promptPlaces(): Value {
    const tokens = graph.op("Shape", [prompts], {start: 1, end: 2});
    const places = picturePlaces(architecture.picture);
    return places === 0 ? tokens : graph.op("Add", [tokens, graph.integers(places)]);
  }

  /** Fills the Loop's body; returns how many values it carries from step to step. */
  function addLoopBody(): number {
    const index = body.input("index", "int64", []);
    body.input("go_on", "bool", []);
    const stepLogits = body.input("logits", "float32", ["batch", architecture.vocabulary]);
    const lengths = body.input("lengths", "int64", ["batch"]);
    const alive = body.input("alive", "bool", ["batch"]);
    const sumLogprob = body.input("sum_logprob", "float32", ["batch"]);
    const sumEntropy = body.input("sum_entropy", "float32", ["batch"]);
    const cacheDimensions = ["batch", heads, "cache", width / heads];
    const caches = Array.from({length: layers}, (_, layer) => ({
      keys: body.input(`keys_${layer}`, "float32", cacheDimensions),
      values: body.input(`values_${layer}`, "float32", cacheDimensions)
    }));

    const draw = addSampler(
      body,
      {
        logits: stepLogits,
        uniforms: body.op("Unsqueeze", [body.op("Gather", [uniforms, index], {axis: 0}), body.integers(1)]),
        inverseTemperature,
        topP
      },
      architecture.vocabulary
    );
    const token = body.op("Squeeze", [draw.token, body.integers(1)]);
    const counted = cast(body, alive, "float32");
    const add = (sum: Value, term: Value) => body.op("Add", [sum, body.op("Mul", [term, counted])]);
    const goesOn = body.op("And", [
      alive,
      body.op("Not", [body.op("Equal", [token, body.integer(endToken)])])
    ]);
    const anyGoesOn = cast(body, body.op("ReduceMax", [cast(body, goesOn, "int32")], {keepdims: 0}), "bool");

    const longest = body.op("ReduceMax", [lengths], {keepdims: 0});
    const total = body.op("Reshape", [body.op("Add", [longest, body.integer(1)]), body.integers(1)]);
    const next = addDecoder(body, architecture, parameters, {
      tokens: draw.token,
      lastPosition: cast(body, lengths, "int32"),
      total: cast(body, total, "int32"),
      caches,
      rotary
    });
    const hidden = body.op("Squeeze", [next.hidden, body.integers(1)]);

    body.output("go_on_out", anyGoesOn, "bool", []);
    body.output("logits_out", addHead(body, architecture, parameters, hidden), "float32", [
      "batch",
      architecture.vocabulary
    ]);
    body.output("lengths_out", body.op("Add", [lengths, body.integer(1)]), "int64", ["batch"]);
    body.output("alive_out", goesOn, "bool", ["batch"]);
    body.output("sum_logprob_out", add(sumLogprob, draw.logprob), "float32", ["batch"]);
    body.output("sum_entropy_out", add(sumEntropy, draw.entropy), "float32", ["batch"]);
    for (const [layer, cache] of next.caches.entries()) {
      body.output(`keys_${layer}_out`, cache.keys, "float32", cacheDimensions);
      body.output(`values_${layer}_out`, cache.values, "float32", cacheDimensions);
    }
    body.output("token", token, "int64", ["batch"]);
    return 5 + 2 * layers;
  }
}

function cacheValues(caches: readonly Cache[]): Value[] {
  return caches.flatMap(({keys, values}) => [keys, values]);
}

function cast(graph: GraphBuilder, value: Value, type: ElementType): Value {
  return graph.op("Cast", [value], {to: elementCode(type)});
}
