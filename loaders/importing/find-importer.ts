import {resolve} from "node:path";
import {requireAllowCode, type AllowCode} from "../own-code/allow-code.js";
import {importExport} from "../own-code/import-module.js";
import {isModulePath} from "../schema/study/module-path.js";
import {UserError} from "../schema/user-error.js";
import {fileStart, type FileStart} from "./files/file-start.js";
import {type RawFile} from "./files/raw-file.js";
import {guardImporter} from "./guard-importer.js";
import type {ImportContext, Importer} from "./importer.js";
import * as registry from "./registry.js";
import {unknownFile} from "./unknown-file.js";

export const importers: readonly Importer[] = Object.values(registry);

/** The importer that `format` names: the id of one of ours, or the path of a user's module. `where` says who names it. */
export async function namedImporter(name: string, allowCode: AllowCode, where: string): Promise<Importer> {
  if (!isModulePath(name)) {
    const found = importers.find(({id}) => id === name);
    if (found !== undefined) return found;
    const known = importers.map(({id}) => id).join(", ");
    throw new UserError(
      `unknown format ${name} (${where}): use ${known}, or the path of a module: ./my-importer.ts`
    );
  }
  const file = resolve(name);
  requireAllowCode(allowCode, `the importer ${file}`, where);
  return guardImporter(await importExport(file, "importer", where), file);
}

/**
 * Which importer takes a file for one of its format, by its content. Throws a UserError where none does, saying what was
 * looked for, what was found and which --map would fit, and where several do.
 */
export async function detectImporter(
  file: RawFile,
  context: Pick<ImportContext, "columns">
): Promise<Importer | null> {
  const start = await fileStart(file);
  const found = importers.filter((importer) => importer.detects(start, context));
  const narrow = found.filter(({isGeneric}) => isGeneric !== true);
  if (narrow.length === 0 && isCompanion(start)) return null;
  const [first, second] = narrow.length === 0 ? found : narrow;
  if (first !== undefined && second !== undefined && narrow.length > 0)
    throw new UserError(`${file.name} may be ${first.id} or ${second.id}: say which with --format`);
  if (first !== undefined) return first;
  throw unknownFile(start, importers);
}

function isCompanion(start: FileStart): boolean {
  return importers.some(({accompanies}) => accompanies?.(start) === true);
}
