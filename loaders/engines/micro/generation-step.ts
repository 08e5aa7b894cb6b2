import type {Architecture} from "./architecture.js";
import {addDecoder, addHead, type Cache, type DecoderStep} from "./decoder.js";
import {elementCode, GraphBuilder, type Dimension, type Value} from "./graph-builder.js";
import {addSampler} from "./sampler.js";
import {addRows, type StepRows} from "./step-rows.js";

/** A model as values of a graph. */
export interface GraphModel {
  architecture: Architecture;
  parameters: ReadonlyMap<string, Value>;
  rotary: DecoderStep["rotary"];
}

/** What a generation carries from step to step. A row is a beginning that some completions share. */
export interface GenerationState {
  /** [rows, vocabulary]: of the token to sample. */
  logits: Value;
  /** int64 [rows]: places taken so far. */
  lengths: Value;
  /** int64 [completions]: each completion's row. */
  rows: Value;
  /** bool [completions]: whether it has not ended. */
  alive: Value;
  caches: readonly Cache[];
}

/** The values of a state in the order in which a Loop over `generationStep` carries them. */
export function stateValues({logits, lengths, rows, alive, caches}: GenerationState): Value[] {
  return [logits, lengths, rows, alive, ...caches.flatMap(({keys, values}) => [keys, values])];
}

/** How to sample, as values of the graph around the Loop: `uniforms` [steps, completions], the others scalars. */
interface Sampling {
  uniforms: Value;
  inverseTemperature: Value;
  topP: Value;
}

/**
 * The body of a Loop that samples a token of each completion and feeds the tokens back. Carries the `stateValues`; gives
 * `token`, `logprob` and `entropy` of each step, [completions], and stops once every completion has ended.
 */
export function generationStep(model: GraphModel, sampling: Sampling, endToken: number): GraphBuilder {
  const body = new GraphBuilder("step_");
  const {vocabulary} = model.architecture;
  const index = body.input("index", "int64", []);
  body.input("go_on", "bool", []);
  const {logits, lengths, rows, alive, caches} = stateInputs(body, model.architecture);

  const uniforms = body.op("Gather", [sampling.uniforms, index], {axis: 0});
  const {token, logprob, entropy} = addSampler(body, {...sampling, logits, rows, uniforms}, vocabulary);
  const ended = body.op("Equal", [token, body.integer(endToken)]);
  const goesOn = body.op("And", [alive, body.op("Not", [ended])]);
  const grown = addRows(body, {rows, token, goesOn, vocabulary});
  const next = addNext(body, model, {grown, lengths, caches});

  body.output("go_on_out", grown.any, "bool", []);
  outputState(body, model.architecture, {...next, rows: grown.rows, alive: goesOn});
  body.output("token", token, "int64", ["completions"]);
  body.output("logprob", logprob, "float32", ["completions"]);
  body.output("entropy", entropy, "float32", ["completions"]);
  return body;
}

/** Feeds the token of each grown row to the decoder, on top of its parent's places. */
export function addNext(
  body: GraphBuilder,
  {architecture, parameters, rotary}: GraphModel,
  {
    grown,
    lengths,
    caches
  }: {grown: Pick<StepRows, "parent" | "token">; lengths: Value; caches: readonly Cache[]}
): Pick<GenerationState, "logits" | "lengths" | "caches"> {
  const ofParent = (value: Value): Value => body.op("Gather", [value, grown.parent], {axis: 0});
  const taken = ofParent(lengths);
  const total = body.op("Add", [body.op("ReduceMax", [taken], {keepdims: 1}), body.integers(1)]);
  const next = addDecoder(body, architecture, parameters, {
    tokens: body.op("Unsqueeze", [grown.token, body.integers(1)]),
    lastPosition: body.op("Cast", [taken], {to: elementCode("int32")}),
    total: body.op("Cast", [total], {to: elementCode("int32")}),
    caches: caches.map(({keys, values}) => ({keys: ofParent(keys), values: ofParent(values)})),
    rotary
  });
  const hidden = body.op("Squeeze", [next.hidden, body.integers(1)]);
  return {
    logits: addHead(body, architecture, parameters, hidden),
    lengths: body.op("Add", [taken, body.integer(1)]),
    caches: next.caches
  };
}

function stateInputs(body: GraphBuilder, architecture: Architecture): GenerationState {
  const {layers, vocabulary} = architecture;
  const shape = cacheShape(architecture);
  return {
    logits: body.input("logits", "float32", ["rows", vocabulary]),
    lengths: body.input("lengths", "int64", ["rows"]),
    rows: body.input("row", "int64", ["completions"]),
    alive: body.input("alive", "bool", ["completions"]),
    caches: Array.from({length: layers}, (_, layer) => ({
      keys: body.input(`keys_${layer}`, "float32", shape),
      values: body.input(`values_${layer}`, "float32", shape)
    }))
  };
}

function outputState(body: GraphBuilder, architecture: Architecture, state: GenerationState): void {
  const shape = cacheShape(architecture);
  body.output("logits_out", state.logits, "float32", ["rows", architecture.vocabulary]);
  body.output("lengths_out", state.lengths, "int64", ["rows"]);
  body.output("row_out", state.rows, "int64", ["completions"]);
  body.output("alive_out", state.alive, "bool", ["completions"]);
  for (const [layer, cache] of state.caches.entries()) {
    body.output(`keys_${layer}_out`, cache.keys, "float32", shape);
    body.output(`values_${layer}_out`, cache.values, "float32", shape);
  }
}

export function cacheShape({heads, width}: Architecture): Dimension[] {
  return ["rows", heads, "cache", width / heads];
}
