import {existsSync} from "node:fs";
import {type} from "arktype";
import {ownCellSchema} from "../../schema/own-export.js";
import {readJsonFile} from "../../schema/json-file.js";
import type {RunFolder} from "../../store/run-folder.js";
import {writeTextAtomically} from "../../store/write-file.js";

/** Goes up when the same files would give other rows. */
export const IMPORT_VERSION = 4;

const counts = type("Record<string, number>");

const summary = type({
  benchmark: "string",
  domain: "'math' | 'code' | 'visual' | 'countdown'",
  /** What the files call it. */
  names: "string[]",
  formats: "string[]",
  /** What an export of this tool says of it. */
  own: ownCellSchema.or("null"),
  problems: "number",
  completions: "number",
  /** Tries behind bare counts. */
  counted: "number",
  withPrompt: "number",
  withGold: "number",
  /** Problems that give their answers to choose from. */
  withChoices: "number",
  /** Problems that are a countdown; older records do not say. */
  "withTarget?": "number",
  skipped: type({"[string]": {rows: "number", examples: "string[]"}}),
  notes: counts,
  unknownFinish: counts,
  settings: type({"[string]": "(string | number)[]"}),
  models: "string[]",
  steps: "number[]",
  problemMetrics: type({"[string]": {problems: "number", mean: "number | null"}}),
  join: {byPrompt: "number", otherPrompt: "string[]", otherGold: "string[]"}
});

/** What an import found of one benchmark. */
export type BenchmarkSummary = typeof summary.infer;

const recordSchema = type({
  version: "number",
  policy: "string",
  /** What was asked: sources with their options, and the problems that are registered. */
  asked: "string",
  files: type({
    name: "string",
    /** What it is called now, if that is not the name under which it was imported. */
    "renamed?": "string",
    size: "number",
    modified: "number",
    sha256: "string",
    format: "string | null"
  }).array(),
  /** Files that hold no completions by themselves, or the same bytes as another one. */
  leftOut: type({name: "string", why: "string"}).array(),
  benchmarks: summary.array()
});

/** What an import of a policy read and found: `imports/policy=X.json`. It is written last: without it nothing is imported. */
export type ImportRecord = typeof recordSchema.infer;

/** The record of a policy's import; null where there is none. Throws a UserError that names a file that is no record. */
export function readImportRecord(run: RunFolder, policy: string): ImportRecord | null {
  const file = run.importRecord(policy);
  if (!existsSync(file)) return null;
  return readJsonFile(file, recordSchema, {
    what: "record of an import",
    remedy: "remove it to import anew"
  });
}

/** Writes the record: from now on the policy is imported. */
export async function writeImportRecord(run: RunFolder, record: ImportRecord): Promise<void> {
  await writeTextAtomically(run.importRecord(record.policy), `${JSON.stringify(record, null, 2)}\n`);
}
