import {picturePlaces, type Architecture} from "./architecture.js";
import {addDecoder, addHead, parameterInputs} from "./decoder.js";
import {generationStep, stateValues, type GraphModel, type GenerationState} from "./generation-step.js";
import {elementCode, GraphBuilder, type Value} from "./graph-builder.js";
import {addPictureEmbeddings} from "./picture-input.js";
import {rotaryConstants} from "./rotary-tables.js";

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
  const parameters = parameterInputs(graph, architecture);
  const prompts = graph.input("prompts", "int64", ["prompts", "length"]);
  const lengths = graph.input("prompt_lengths", "int64", ["prompts"]);
  const rows = graph.input("prompt_rows", "int64", ["completions"]);
  const uniforms = graph.input("uniforms", "float32", ["steps", "completions"]);
  const inverseTemperature = graph.input("inverse_temperature", "float32", []);
  const topP = graph.input("top_p", "float32", []);
  const model = {architecture, parameters, rotary: rotaryConstants(graph, architecture)};

  const prefill = addPrefill(graph, model, prompts, lengths);
  const body = generationStep(model, {uniforms, inverseTemperature, topP}, endToken);
  const steps = graph.op("Squeeze", [graph.op("Shape", [uniforms], {start: 0, end: 1}), graph.integers(0)]);
  const always = graph.op("Equal", [steps, steps]);
  const alive = graph.op("Equal", [rows, rows]);
  const initial = stateValues({...prefill, lengths, rows, alive});
  const results = graph.ops("Loop", [steps, always, ...initial], {body}, initial.length + 3);
  const [tokens, logprobs, entropies] = results.slice(initial.length);
  graph.output("tokens", tokens!, "int64", ["taken", "completions"]);
  graph.output("logprobs", logprobs!, "float32", ["taken", "completions"]);
  graph.output("entropies", entropies!, "float32", ["taken", "completions"]);
  return graph.encode();
}

/** Runs the prompts through the decoder: the logits of their first new tokens [prompts, vocabulary], and the caches. */
export function addPrefill(
  graph: GraphBuilder,
  {architecture, parameters, rotary}: GraphModel,
  tokens: Value,
  lengths: Value
): Pick<GenerationState, "logits" | "caches"> {
  const {layers, heads, width} = architecture;
  const places = promptPlaces(graph, architecture, tokens);
  const cacheShape = graph.op(
    "Concat",
    [graph.op("Shape", [lengths]), graph.integers(heads), places, graph.integers(width / heads)],
    {axis: 0}
  );
  const empty = graph.op("Expand", [graph.float(0), cacheShape]);
  const lastPlace = graph.op("Sub", [lengths, graph.integer(1)]);
  const pictures = addPictureEmbeddings(graph, architecture, parameters);
  const {hidden, caches} = addDecoder(graph, architecture, parameters, {
    tokens,
    pictures,
    lastPosition: graph.op("Cast", [lastPlace], {to: elementCode("int32")}),
    total: graph.op("Cast", [places], {to: elementCode("int32")}),
    caches: Array.from({length: layers}, () => ({keys: empty, values: empty})),
    rotary
  });
  const last = graph.op("Unsqueeze", [lastPlace, graph.integers(1)]);
  const lastHidden = graph.op("GatherND", [hidden, last], {batch_dims: 1});
  const logits = addHead(graph, architecture, parameters, lastHidden);
  return {logits, caches};
}

/** Places of the padded prompt, the picture's included, int64 [1]. */
function promptPlaces(graph: GraphBuilder, {picture}: Architecture, prompts: Value): Value {
  const tokens = graph.op("Shape", [prompts], {start: 1, end: 2});
  const places = picturePlaces(picture);
  return places === 0 ? tokens : graph.op("Add", [tokens, graph.integers(places)]);
}
