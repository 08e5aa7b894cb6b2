import {pathToFileURL} from "node:url";
import {UserError} from "../schema/user-error.js";
import {printable} from "../schema/printable.js";

/** Imports a user's module into this process. Throws a UserError that names its place if it does not load or lacks the export. */
export async function importExport(file: string, name: string, where: string): Promise<unknown> {
  let found: unknown;
  try {
    const {tsImport} = await import("tsx/esm/api");
    found = exportOf(await tsImport(pathToFileURL(file).href, import.meta.url), name);
  } catch (error) {
    throw new UserError(`${where}: cannot load the module ${file}: ${printable(error)}`, {cause: error});
  }
  if (found === undefined)
    throw new UserError(`${where}: the module ${file} has no export ${name}: export it by that name`);
  return found;
}

/** The export of a module; in a folder without a package of type `module`, exports may be below `default`. */
export function exportOf(module: unknown, name: string): unknown {
  const exports = module as Record<string, unknown>;
  return exports[name] ?? (exports.default as Record<string, unknown> | undefined)?.[name];
}
