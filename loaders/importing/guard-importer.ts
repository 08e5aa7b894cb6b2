import {type} from "arktype";
import {printable} from "../schema/printable.js";
import {fileId} from "../schema/study/module-path.js";
import {UserError} from "../schema/user-error.js";
import type {ImportContext, Importer} from "./importer.js";
import {rawCompletion, type RawCompletion} from "./raw-row.js";

/** What a user's importer yields: of a completion only its text must be there. */
const row = type({
  completion: "string",
  "line?": "number.integer >= 1",
  "benchmark?": "string | null",
  "problem?": {"id?": "string | null", "prompt?": "string | null", "gold?": "unknown"},
  "repeat?": "number.integer >= 0 | null",
  "seed?": "number.integer | null",
  "model?": "string | null",
  "reasoning?": "string | null",
  "completionTokens?": "number.integer >= 0 | null",
  "finishReason?": "string | null",
  "sumLogprob?": "number | null",
  "foreign?": type({
    metric: "string > 0",
    correct: "boolean | null",
    "value?": "unknown",
    "extracted?": "string | null",
    "scope?": "'completion' | 'problem'"
  }).array()
});

interface OwnImporter {
  read: (file: string, options: Pick<ImportContext, "columns">) => Iterable<unknown> | AsyncIterable<unknown>;
}

/** Rows in a batch: a module yields them one by one. */
const BATCH_ROWS = 256;

/** The export `importer` of a user's module. What it throws, or yields that is no completion, becomes a UserError that names it. */
export function guardImporter(exported: unknown, module: string): Importer {
  if (typeof (exported as Partial<OwnImporter> | null)?.read !== "function")
    throw new UserError(`the module ${module} has no importer: export const importer = {read}`);
  const {read} = exported as OwnImporter;
  return {
    id: fileId(module),
    what: `what ${module} reads`,
    sign: "",
    readsNames: true,
    detects: () => false,
    read: async function* ({name, path, inner}, {columns}) {
      if (inner !== null) throw new UserError(`the importer ${module} reads no archive: unpack ${path}`);
      let line = 0;
      let batch: RawCompletion[] = [];
      for await (const given of guarded(() => read(path, {columns}), module, name)) {
        batch.push(completeRow(given, module, name, ++line));
        if (batch.length < BATCH_ROWS) continue;
        yield batch;
        batch = [];
      }
      yield batch;
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
  const {problem, line, foreign, ...stated} = parsed;
  return rawCompletion(
    {file, line: line ?? count},
    {
      ...stated,
      problem: {id: null, prompt: null, ...problem},
      foreign: (foreign ?? []).map((verdict) => ({value: verdict.correct, scope: "completion", ...verdict}))
    }
  );
}
