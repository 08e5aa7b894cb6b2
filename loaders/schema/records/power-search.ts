import {type} from "arktype";

/** Name of the record of a search for a power, in the folder of the model. */
export const powerSearchFile = "power-search.json";

const probe = type({
  power: "number >= 1",
  pass_at_1: "0 <= number <= 1",
  standard_error: "number >= 0",
  pass_at_n: "0 <= number <= 1"
});

/** A power that was tried; 1 is the model's own distribution, at temperature 1 from all tokens. */
export type PowerProbe = typeof probe.infer;

export const powerSearchSchema = type({
  /** Identity of the model's weights. */
  model: "string",
  /** `file` is relative to the record's folder. */
  benchmark: {file: "string", sha256: "string"},
  problems: "number.integer >= 1",
  verifier: {id: "string", version: "number.integer >= 1"},
  max_tokens: "number.integer >= 1",
  /** Per problem and power. */
  completions: "number.integer >= 2",
  seed: "number.integer >= 0",
  /** Of the highest pass@1; the smallest of several. */
  power: "number > 1",
  /** The model's own distribution, for comparison. */
  plain: probe,
  search: probe.array().atLeastLength(1)
});

/** What is stored of a search; the same inputs give the same bytes. */
export type PowerSearch = typeof powerSearchSchema.infer;
