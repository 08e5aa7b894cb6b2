import {parsePythonJson} from "../files/python-json.js";
import {type FileStart} from "../files/file-start.js";
import {fileText, type RawFile} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {skippedRow, type RawRow} from "../raw-row.js";
import {asObject, listOf} from "../values.js";
import {archivedRows} from "./inspect/archived-rows.js";
import {inspectLog, missingRows} from "./inspect/log-header.js";
import {sampleRow} from "./inspect/sample-row.js";

/** A log in JSON is parsed whole; larger ones are better off as .eval. */
const MOST_JSON_BYTES = 256 << 20;

/**
 * Logs of Inspect: `.eval` archives, packed by deflate or Zstandard, finished or not, and JSON logs. A sample is a completion;
 * its epoch is the repeat. Errored and invalidated samples are skipped.
 */
export const inspect: Importer = {
  id: "inspect",
  what: "logs of Inspect, .eval or .json",
  sign: "a zip archive with header.json and samples/, or JSON with eval.task and samples",
  detects: (start) => isArchive(start) || isJsonLog(start),
  read: (file) => readLog(file)
};

function isArchive({bytes, text}: FileStart): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  return /_journal\/start\.json|samples\/|header\.json|summaries\.json/.test(text);
}

function isJsonLog({text}: FileStart): boolean {
  return /^\s*\{\s*"version"\s*:\s*\d+,\s*"status"\s*:\s*"/.test(text) && /"eval"\s*:\s*\{/.test(text);
}

async function* readLog(file: RawFile): AsyncGenerator<readonly RawRow[]> {
  if (await isZip(file)) yield* archivedRows(file);
  else yield jsonRows(file, await fileText(file, MOST_JSON_BYTES));
}

async function isZip(file: RawFile): Promise<boolean> {
  for await (const [a, b] of file.chunks()) return a === 0x50 && b === 0x4b;
  return false;
}

function jsonRows(file: RawFile, text: string): RawRow[] {
  let value: Record<string, unknown> | null;
  try {
    value = asObject(parsePythonJson(text));
  } catch (error) {
    return [skippedRow({file: file.name, line: 1}, "broken JSON", (error as Error).message)];
  }
  const log = inspectLog(value, true);
  const samples = listOf(value?.samples) ?? [];
  const found = new Set<string>();
  const rows = samples.map((sample, i) => {
    const {id, epoch} = asObject(sample) ?? {};
    found.add(`${String(id)}\0${String(epoch)}`);
    return sampleRow(sample, log, {file: file.name, line: i + 1});
  });
  return [...rows, ...missingRows(log, found, {file: file.name, line: samples.length + 1})];
}
