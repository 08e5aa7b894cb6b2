import type {DropRequest} from "../../src/metrics/dropped/drop-request.js";
import type {DropResult, ReadFileNote} from "../../src/metrics/dropped/drop-result.js";
import {countedSystem} from "../importing/columns/counted-rows.js";
import {detectedImporter} from "../importing/detected-importer.js";
import {fileStart} from "../importing/files/file-start.js";
import {numberWords} from "../importing/files/number-words.js";
import type {RawFile} from "../importing/files/raw-file.js";
import {severalCounts} from "../importing/formats/counts.js";
import type {Importer} from "../importing/importer.js";
import {printable} from "../schema/printable.js";
import {UserError} from "../schema/user-error.js";
import type {CountingOptions} from "./counting-writer.js";
import {browserImporters} from "./importers.js";
import {rawDroppedFile} from "./raw-dropped-file.js";
import {readPolicies, type PolicySource} from "./read-policies.js";
import {haveSameBytes} from "./same-bytes.js";

/** Systems of one file of counts that are read: each is a pass over the file. */
const MOST_SYSTEMS = 50;

export interface DropOptions {
  /** Loads the verifier, when something is to be judged. */
  judge: CountingOptions["judge"];
  /** Bytes of the files, read and in all. Of what is read twice the first time counts. */
  onProgress: (bytes: number, total: number) => void;
}

interface Companion {
  file: RawFile;
  policy: string;
}

/** A file that can be read, and what is told of it. */
interface Opened extends Companion {
  note: ReadFileNote;
  importer: Importer;
  /** Its columns of counts, where it has those of several systems. */
  systems: string[];
}

/**
 * Reads the files that a reader gave as `npm run import` would, and counts what their rows say. What cannot be read is left out
 * and told; the rest counts.
 */
export async function readDrop(request: DropRequest, {judge, onProgress}: DropOptions): Promise<DropResult> {
  const {columns} = request;
  const total = request.files.reduce((sum, {file}) => sum + file.size, 0);
  let bytes = 0;
  const notes: ReadFileNote[] = [];
  const opened: Opened[] = [];
  // Results and metrics: what a tool knows beside its samples.
  const companions: Companion[] = [];
  for (const [i, {file: given, policy}] of request.files.entries()) {
    const note: ReadFileNote = {name: given.name, format: null, leftOut: null, isError: false};
    notes.push(note);
    const same = await sameFile(request, i);
    if (same !== null) {
      note.leftOut = `the same bytes as ${same}`;
      continue;
    }
    try {
      const file = await rawDroppedFile(given, (read) => {
        bytes += read;
        onProgress(Math.min(bytes, total), total);
      });
      const importer = await detectedImporter(file, {columns}, browserImporters);
      if (importer === null) {
        companions.push({file, policy});
        note.leftOut = "holds no completions";
        continue;
      }
      note.format = importer.id;
      const isCounted = importer.id === "counts" && !Object.hasOwn(columns, "c");
      opened.push({
        note,
        file,
        importer,
        policy,
        systems: isCounted ? severalCounts(await fileStart(file)) : []
      });
    } catch (error) {
      refuse(note, error);
    }
  }
  bytes = 0;
  const {policies, failed} = await readPolicies(policySources(opened, companions, request), {judge});
  for (const {file, error} of failed) refuse(opened.find((one) => one.file === file)!.note, error);
  return {files: notes, policies};
}

/** The name of an earlier file of the same policy with the same bytes: rows that stand twice are not two. */
async function sameFile({files}: DropRequest, i: number): Promise<string | null> {
  const {file, policy} = files[i]!;
  for (const earlier of files.slice(0, i))
    if (
      earlier.policy === policy &&
      numberWords(earlier.file.name) === numberWords(file.name) &&
      (await haveSameBytes(earlier.file, file))
    )
      return earlier.file.name;
  return null;
}

/** What each policy's rows come from. The columns of a file of several systems are a policy each. */
function policySources(
  opened: readonly Opened[],
  companions: readonly Companion[],
  {columns, benchmark}: DropRequest
): PolicySource[] {
  const all = [...opened, ...companions];
  const hasUniqueNames = new Set(all.map(({file}) => file.name)).size === all.length;
  return opened.flatMap(({file, importer, policy, systems}): PolicySource[] => {
    // A tool spreads what it knows over several files; those of one name cannot be told apart.
    const files = all.filter((other) => hasUniqueNames || other.policy === policy).map((other) => other.file);
    const source = {file, importer, files, benchmark};
    if (systems.length === 0) return [{...source, policy, columns}];
    return systems.slice(0, MOST_SYSTEMS).map((column) => ({
      ...source,
      policy: countedSystem(column),
      columns: {...columns, c: column}
    }));
  });
}

function refuse(note: ReadFileNote, error: unknown): void {
  if (!(error instanceof UserError) && !(error instanceof DOMException) && !(error instanceof RangeError))
    throw error;
  note.isError = true;
  note.leftOut = error instanceof UserError ? error.message : `${note.name}: ${printable(error)}`;
}
