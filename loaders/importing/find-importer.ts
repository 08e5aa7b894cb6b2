import {resolve} from "node:path";
import {requireAllowCode, type AllowCode} from "../own-code/allow-code.js";
import {importExport} from "../own-code/import-module.js";
import {isModulePath} from "../schema/study/module-path.js";
import {UserError} from "../schema/user-error.js";
import {detectedImporter} from "./detected-importer.js";
import type {RawFile} from "./files/raw-file.js";
import {guardImporter} from "./guard-importer.js";
import type {ImportContext, Importer} from "./importer.js";
import * as registry from "./registry.js";

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

/** Which of our importers takes a file; see `detectedImporter`. */
export async function detectImporter(
  file: RawFile,
  context: Pick<ImportContext, "columns">
): Promise<Importer | null> {
  return detectedImporter(file, context, importers);
}
