import type {Architecture} from "../architecture.js";
import {rowStep} from "../batching.js";
import {parameterInputs, type Cache} from "../decoder.js";
import {addPrefill} from "../generation-graph.js";
import {addNext, cacheShape, type GraphModel} from "../generation-step.js";
import {GraphBuilder, type Value} from "../graph-builder.js";
import {rotaryConstants} from "../rotary-tables.js";

/** What the growing of trees carries from level to level. A row is a beginning of a text; those that fill up are nobody's. */
interface TreeLevel {
  /** [rows, vocabulary]: log-probabilities (nats) of the next token. */
  logprobs: Value;
  /** [rows]: log-probability of the beginning; -Infinity of nobody's. */
  sums: Value;
  /** [rows]: the least log-probability of a beginning that goes on. */
  thresholds: Value;
  /** int64 [rows]: places taken so far, and the most that may be. */
  lengths: Value;
  limits: Value;
  caches: readonly Cache[];
}

/** What is known of all rows so far, one level after the other. */
interface TreeRows {
  /** [all, vocabulary]. */
  logprobs: Value;
  /** int64 [all]: the row that each goes on from, and the token that it adds. */
  parents: Value;
  tokens: Value;
  /** [all]: as of a level. */
  sums: Value;
}

/**
 * A graph that looks at every beginning of a completion that is likely enough, level by level: of each prompt the distribution of
 * the next token, then that after every token whose beginning has at least the log-probability `thresholds`, and so on.
 *
 * Inputs: the parameters (`w.…`); `prompts` int64 [prompts, length], padded on the right; `prompt_lengths` and `limits` int64
 * [prompts], the places of a prompt, and those that a beginning may take, the picture's included; `patches` for a model with a
 * picture only; `starts` [prompts], 0 or, of a prompt that fills up, -Infinity; `thresholds` [prompts]; `levels`, an int64 scalar,
 * below the prompts.
 * Outputs over all rows, prompts first: `logprobs` [all, vocabulary], `parents` and `tokens` int64 [all], `sums` [all].
 */
export function treeGraph(architecture: Architecture, endToken: number): Uint8Array {
  const graph = new GraphBuilder();
  const parameters = parameterInputs(graph, architecture);
  const prompts = graph.input("prompts", "int64", ["prompts", "length"]);
  const lengths = graph.input("prompt_lengths", "int64", ["prompts"]);
  const limits = graph.input("limits", "int64", ["prompts"]);
  const sums = graph.input("starts", "float32", ["prompts"]);
  const thresholds = graph.input("thresholds", "float32", ["prompts"]);
  const levels = graph.input("levels", "int64", []);
  const model = {architecture, parameters, rotary: rotaryConstants(graph, architecture)};

  const {logits, caches} = addPrefill(graph, model, prompts, lengths);
  const logprobs = graph.op("LogSoftmax", [logits], {axis: -1});
  const nobody = graph.op("Sub", [lengths, lengths]);
  const level: TreeLevel = {logprobs, sums, thresholds, lengths, limits, caches};
  const rows: TreeRows = {
    logprobs,
    parents: graph.op("Sub", [nobody, graph.integer(1)]),
    tokens: nobody,
    sums
  };
  const initial = [graph.integer(0), ...levelValues(level), ...rowValues(rows)];
  const body = treeLevel(model, endToken);
  const results = graph.ops("Loop", [levels, "", ...initial], {body}, initial.length);
  const [allLogprobs, parents, tokens, allSums] = results.slice(-4);
  graph.output("logprobs", allLogprobs!, "float32", ["all", architecture.vocabulary]);
  graph.output("parents", parents!, "int64", ["all"]);
  graph.output("tokens", tokens!, "int64", ["all"]);
  graph.output("sums", allSums!, "float32", ["all"]);
  return graph.encode();
}

/** The body of the Loop: one level more. Carries the place of the level's first row among all rows, the level and all rows. */
function treeLevel(model: GraphModel, endToken: number): GraphBuilder {
  const body = new GraphBuilder("level_");
  const {architecture} = model;
  body.input("index", "int64", []);
  body.input("go_on", "bool", []);
  const first = body.input("first", "int64", []);
  const level = levelInputs(body, architecture);
  const rows = rowInputs(body, architecture);

  const {parent, token, sums, any} = addChildren(body, level, {
    vocabulary: architecture.vocabulary,
    endToken
  });
  const ofParent = (value: Value): Value => body.op("Gather", [value, parent], {axis: 0});
  const {logits, lengths, caches} = addNext(body, model, {grown: {parent, token}, ...level});
  const logprobs = body.op("LogSoftmax", [logits], {axis: -1});
  const size = body.op("Squeeze", [body.op("Shape", [level.sums]), body.integers(0)]);
  const append = (all: Value, more: Value): Value => body.op("Concat", [all, more], {axis: 0});

  body.output("go_on_out", any, "bool", []);
  body.output("first_out", body.op("Add", [first, size]), "int64", []);
  const next = {
    logprobs,
    sums,
    thresholds: ofParent(level.thresholds),
    lengths,
    limits: ofParent(level.limits),
    caches
  };
  const grown: TreeRows = {
    logprobs: append(rows.logprobs, logprobs),
    parents: append(rows.parents, body.op("Add", [parent, first])),
    tokens: append(rows.tokens, token),
    sums: append(rows.sums, sums)
  };
  outputAll(body, architecture, next, grown);
  return body;
}

/** The likely children of a level's rows, at least one row of nobody's after them, in a multiple of `rowStep`. */
function addChildren(
  body: GraphBuilder,
  {logprobs, sums, thresholds, lengths, limits}: TreeLevel,
  {vocabulary, endToken}: {vocabulary: number; endToken: number}
): {parent: Value; token: Value; sums: Value; any: Value} {
  const [zero, one, size] = [body.integers(0), body.integers(1), body.integer(vocabulary)];
  const column = (value: Value): Value => body.op("Unsqueeze", [value, one]);
  const reached = body.op("Add", [logprobs, column(sums)]);
  const isLikely = body.op("GreaterOrEqual", [reached, column(thresholds)]);
  const hasRoom = column(body.op("Less", [lengths, limits]));
  const isEnd = body.floats(
    Float32Array.from({length: vocabulary}, (_, token) => Number(token === endToken)),
    [vocabulary]
  );
  const goesOn = body.op("And", [
    body.op("And", [isLikely, hasRoom]),
    body.op("Less", [isEnd, body.float(0.5)])
  ]);
  const flat = body.op("Reshape", [goesOn, body.integers(-1)]);
  const pairs = body.op("Squeeze", [body.op("NonZero", [flat]), zero]);
  const count = body.op("Shape", [pairs]);
  const step = body.integers(rowStep);
  const fill = body.op("Concat", [zero, body.op("Sub", [step, body.op("Mod", [count, step])])], {axis: 0});
  const ofPair = body.op("Gather", [body.op("Reshape", [reached, body.integers(-1)]), pairs], {axis: 0});
  const filled = body.op("Pad", [pairs, fill]);
  const parent = body.op("Div", [filled, size]);
  return {
    parent,
    token: body.op("Sub", [filled, body.op("Mul", [parent, size])]),
    sums: body.op("Pad", [ofPair, fill, body.float(-Infinity)]),
    any: body.op("Greater", [body.op("Squeeze", [count, zero]), body.integer(0)])
  };
}

function levelValues({logprobs, sums, thresholds, lengths, limits, caches}: TreeLevel): Value[] {
  return [logprobs, sums, thresholds, lengths, limits, ...caches.flatMap(({keys, values}) => [keys, values])];
}

function rowValues({logprobs, parents, tokens, sums}: TreeRows): Value[] {
  return [logprobs, parents, tokens, sums];
}

function levelInputs(body: GraphBuilder, architecture: Architecture): TreeLevel {
  const shape = cacheShape(architecture);
  return {
    logprobs: body.input("logprobs", "float32", ["rows", architecture.vocabulary]),
    sums: body.input("sums", "float32", ["rows"]),
    thresholds: body.input("thresholds", "float32", ["rows"]),
    lengths: body.input("lengths", "int64", ["rows"]),
    limits: body.input("limits", "int64", ["rows"]),
    caches: Array.from({length: architecture.layers}, (_, layer) => ({
      keys: body.input(`keys_${layer}`, "float32", shape),
      values: body.input(`values_${layer}`, "float32", shape)
    }))
  };
}

function rowInputs(body: GraphBuilder, {vocabulary}: Architecture): TreeRows {
  return {
    logprobs: body.input("all_logprobs", "float32", ["all", vocabulary]),
    parents: body.input("all_parents", "int64", ["all"]),
    tokens: body.input("all_tokens", "int64", ["all"]),
    sums: body.input("all_sums", "float32", ["all"])
  };
}

function outputAll(body: GraphBuilder, architecture: Architecture, level: TreeLevel, rows: TreeRows): void {
  const {vocabulary} = architecture;
  const shape = cacheShape(architecture);
  // A value can be one output only, and the level's are parts of the rows' values.
  body.output("logprobs_out", level.logprobs, "float32", ["rows", vocabulary]);
  body.output("sums_out", level.sums, "float32", ["rows"]);
  body.output("thresholds_out", level.thresholds, "float32", ["rows"]);
  body.output("lengths_out", level.lengths, "int64", ["rows"]);
  body.output("limits_out", level.limits, "int64", ["rows"]);
  for (const [layer, cache] of level.caches.entries()) {
    body.output(`keys_${layer}_out`, cache.keys, "float32", shape);
    body.output(`values_${layer}_out`, cache.values, "float32", shape);
  }
  body.output("all_logprobs_out", rows.logprobs, "float32", ["all", vocabulary]);
  body.output("all_parents_out", rows.parents, "int64", ["all"]);
  body.output("all_tokens_out", rows.tokens, "int64", ["all"]);
  body.output("all_sums_out", rows.sums, "float32", ["all"]);
}
