import type {Architecture} from "./architecture.js";
import {addDecoder, addHead, parameterInputs, type Cache} from "./decoder.js";
import {addPictureEmbeddings, picturePlaces} from "./picture-input.js";
import {elementCode, GraphBuilder, type ElementType, type Value} from "./graph-builder.js";
import {rotaryConstants} from "./rotary-tables.js";
import {addSampler} from "./sampler.js";

/**
 * A graph that writes whole completions in one run: the prompts go through the decoder once, then a Loop samples a token and
 * feeds it back. A row whose completion has ended, or has as many tokens as it may, goes back to the end of its prompt and
 * writes the next one, until every row has written its quota; what the cache holds after the prompt is overwritten.
 *
 * Inputs: the parameters (`w.…`); `prompts` int64 [batch, prompt], padded on the right; `prompt_lengths` int64 [batch], the
 * places of the picture included; `patches` [batch, patches, size], for a model with a picture only; `quotas` int64 [batch],
 * completions to write, 0 for rows that only fill the batch; `token_limit` int64, tokens of a completion; `uniforms`
 * [batch, largest quota * token limit], completion by completion; `inverse_temperature` and `top_p`, scalars; `cache_length`
 * int64 [1], at least picture + prompt + token limit.
 * Outputs, each [steps taken, batch], a row's completions one after another: `tokens` int64, `logprobs` and `entropies`. What a
 * row writes after its quota has no meaning.
 */
export function generationGraph(architecture: Architecture, endToken: number): Uint8Array {
  const graph = new GraphBuilder();
  const {layers, heads, width} = architecture;
  const parameters = parameterInputs(graph, architecture);
  const prompts = graph.input("prompts", "int64", ["batch", "prompt"]);
  const promptLengths = graph.input("prompt_lengths", "int64", ["batch"]);
  const quotas = graph.input("quotas", "int64", ["batch"]);
  const tokenLimit = graph.input("token_limit", "int64", []);
  const uniforms = graph.input("uniforms", "float32", ["batch", "steps"]);
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
  const zeros = graph.op("Expand", [graph.integer(0), batchShape]);
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

  const steps = graph.op("Squeeze", [graph.op("Shape", [uniforms], {start: 1, end: 2}), graph.integers(0)]);
  const lastStep = graph.op("Sub", [steps, graph.integer(1)]);
  const always = graph.op("Equal", [steps, steps]);
  const body = new GraphBuilder("step_");
  const state = addLoopBody();
  const initial = [logits, zeros, zeros, ...cacheValues(prefill.caches)];
  const results = graph.ops("Loop", [steps, always, ...initial], {body}, state + 3);
  graph.output("tokens", results[state]!, "int64", ["taken", "batch"]);
  graph.output("logprobs", results[state + 1]!, "float32", ["taken", "batch"]);
  graph.output("entropies", results[state + 2]!, "float32", ["taken", "batch"]);
  return graph.encode();

  /** Places of the padded prompt, the picture's included, int64 [1]. */
  function promptPlaces(): Value {
    const tokens = graph.op("Shape", [prompts], {start: 1, end: 2});
    const places = picturePlaces(architecture.picture);
    return places === 0 ? tokens : graph.op("Add", [tokens, graph.integers(places)]);
  }

  /** Fills the Loop's body; returns how many values it carries from step to step. */
  function addLoopBody(): number {
    body.input("index", "int64", []);
    body.input("go_on", "bool", []);
    const stepLogits = body.input("logits", "float32", ["batch", architecture.vocabulary]);
    const completed = body.input("completed", "int64", ["batch"]);
    const written = body.input("written", "int64", ["batch"]);
    const cacheDimensions = ["batch", heads, "cache", width / heads];
    const caches = Array.from({length: layers}, (_, layer) => ({
      keys: body.input(`keys_${layer}`, "float32", cacheDimensions),
      values: body.input(`values_${layer}`, "float32", cacheDimensions)
    }));
    const one = body.integer(1);

    // A row that has written its quota finds no number of its own: it takes any.
    const place = body.op("Min", [
      body.op("Add", [body.op("Mul", [completed, tokenLimit]), written]),
      lastStep
    ]);
    const draw = addSampler(
      body,
      {
        logits: stepLogits,
        uniforms: body.op("GatherElements", [uniforms, body.op("Unsqueeze", [place, body.integers(1)])], {
          axis: 1
        }),
        inverseTemperature,
        topP
      },
      architecture.vocabulary
    );
    const token = body.op("Squeeze", [draw.token, body.integers(1)]);
    const nowWritten = body.op("Add", [written, one]);
    const pending = body.op("Less", [completed, quotas]);
    const ends = body.op("Or", [
      body.op("Equal", [token, body.integer(endToken)]),
      body.op("GreaterOrEqual", [nowWritten, tokenLimit])
    ]);
    const completes = cast(body, body.op("And", [pending, ends]), "int64");
    const nowCompleted = body.op("Add", [completed, completes]);
    // Rows without work stay at the end of their prompts, where their caches have room.
    const returns = body.op("Or", [ends, body.op("Not", [pending])]);
    const left = body.op("ReduceMax", [body.op("Sub", [quotas, nowCompleted])], {keepdims: 0});

    const lengths = body.op("Add", [promptLengths, written]);
    const longest = body.op("ReduceMax", [lengths], {keepdims: 0});
    const total = body.op("Reshape", [body.op("Add", [longest, one]), body.integers(1)]);
    const next = addDecoder(body, architecture, parameters, {
      tokens: draw.token,
      lastPosition: cast(body, lengths, "int32"),
      total: cast(body, total, "int32"),
      caches,
      rotary
    });
    const hidden = body.op("Squeeze", [next.hidden, body.integers(1)]);
    const nextLogits = body.op("Where", [
      body.op("Unsqueeze", [returns, body.integers(1)]),
      logits,
      addHead(body, architecture, parameters, hidden)
    ]);

    body.output("go_on_out", cast(body, body.op("Min", [left, one]), "bool"), "bool", []);
    body.output("logits_out", nextLogits, "float32", ["batch", architecture.vocabulary]);
    body.output("completed_out", nowCompleted, "int64", ["batch"]);
    body.output("written_out", body.op("Where", [returns, body.integer(0), nowWritten]), "int64", ["batch"]);
    for (const [layer, cache] of next.caches.entries()) {
      body.output(`keys_${layer}_out`, cache.keys, "float32", cacheDimensions);
      body.output(`values_${layer}_out`, cache.values, "float32", cacheDimensions);
    }
    body.output("token", token, "int64", ["batch"]);
    body.output("logprob", draw.logprob, "float32", ["batch"]);
    body.output("entropy", draw.entropy, "float32", ["batch"]);
    return 3 + 2 * layers;
  }
}

function cacheValues(caches: readonly Cache[]): Value[] {
  return caches.flatMap(({keys, values}) => [keys, values]);
}

function cast(graph: GraphBuilder, value: Value, type: ElementType): Value {
  return graph.op("Cast", [value], {to: elementCode(type)});
}
