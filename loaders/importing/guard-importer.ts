import {type} from "arktype";
import {printable} from "../schema/printable.js";
import {UserError} from "../schema/user-error.js";
import type {ImportOptions, Importer} from "./importer.js";
import type {RawCompletion} from "./raw-completion.js";

/** What a user's importer yields: of a raw completion only the completion must be there. */
const row = type({
  completion: "string",
  "line?": "number.integer >= 1",
  "problem?": {"id?": "string | null", "prompt?": "string | null", "gold?": "unknown"},
  "repeat?": "number.integer >= 0 | null",
  "seed?": "number.integer | null",
  "model?": "string | null",
  "reasoning?": "string | null",
  "completionTokens?": "number.integer >= 0 | null",
  "finishReason?": "'stop' | 'length' | null",
  "sumLogprob?": "number | null",
  "foreign?": type({
    metric: "string",
    value: "number | boolean | string",
    scope: "'completion' | 'problem'"
  }).array()
});

interface OwnImporter {
  read: (file: string, options: ImportOptions) => Iterable<unknown> | AsyncIterable<unknown>;
}

/** The export `importer` of a user's module. What it throws, or yields that is no completion, becomes a UserError that names it. */
export function guardImporter(exported: unknown, module: string): Importer {
  if (typeof (exported as Partial<OwnImporter> | null)?.read !== "function")
    throw new UserError(`the module ${module} has no importer: export const importer = {read}`);
  const {read} = exported as OwnImporter;
  return {
    id: module,
    what: `what ${module} reads`,
    detects: () => false,
    read: async function* (file, options) {
      let line = 0;
      for await (const given of guarded(() => read(file, options), module, file))
        yield completeRow(given, module, file, ++line);
    }
  };
}

async function* guarded(
  open: () => Iterable<unknown> | AsyncIterable<unknown>,
  module: string,
  file: string
): AsyncGenerator {
  try {
    yield* open();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`the importer ${module} failed on ${file}: ${printable(error)}`, {cause: error});
  }
}

function completeRow(given: unknown, module: string, file: string, count: number): RawCompletion {
  const parsed = row(typeof given === "string" ? {completion: given} : given);
  if (parsed instanceof type.errors) {
    throw new UserError(
      `the importer ${module} gave what is no completion for ${file}, entry ${count}: ${parsed[0]!.message}`
    );
  }
  const {problem} = parsed;
  return {
    file,
    line: parsed.line ?? count,
    problem: {id: problem?.id ?? null, prompt: problem?.prompt ?? null, gold: problem?.gold ?? null},
    repeat: parsed.repeat ?? null,
    seed: parsed.seed ?? null,
    model: parsed.model ?? null,
    completion: parsed.completion,
    reasoning: parsed.reasoning ?? null,
    completionTokens: parsed.completionTokens ?? null,
    finishReason: parsed.finishReason ?? null,
    sumLogprob: parsed.sumLogprob ?? null,
    foreign: parsed.foreign ?? []
  };
}
