import {UserError} from "../schema/user-error.js";
import {fileStart, type FileStart} from "./files/file-start.js";
import type {RawFile} from "./files/raw-file.js";
import type {ImportContext, Importer} from "./importer.js";
import {unknownFile} from "./unknown-file.js";

/**
 * Which of some importers takes a file for one of its format, by its content. Throws a UserError where none does, saying what was
 * looked for, what was found and which --map would fit, and where several do.
 */
export async function detectedImporter(
  file: RawFile,
  context: Pick<ImportContext, "columns">,
  importers: readonly Importer[]
): Promise<Importer | null> {
  const start = await fileStart(file);
  const found = importers.filter((importer) => importer.detects(start, context));
  const narrow = found.filter(({isGeneric}) => isGeneric !== true);
  if (narrow.length === 0 && isCompanion(start, importers)) return null;
  const [first, second] = narrow.length === 0 ? found : narrow;
  if (first !== undefined && second !== undefined && narrow.length > 0)
    throw new UserError(`${file.name} may be ${first.id} or ${second.id}: say which with --format`);
  if (first !== undefined) return first;
  throw unknownFile(start, importers);
}

function isCompanion(start: FileStart, importers: readonly Importer[]): boolean {
  return importers.some(({accompanies}) => accompanies?.(start) === true);
}
