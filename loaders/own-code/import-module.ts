import {pathToFileURL} from "node:url";
import {UserError} from "../schema/user-error.js";
import {printable} from "./printable.js";

/** Imports a user's module into this process. Throws a UserError that names its place if it does not load or lacks the export. */
export async function importExport(file: string, name: string, where: string): Promise<unknown> {
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw new UserError(`cannot load the module ${file} (${where}): ${printable(error)}`, {cause: error});
  }
  if (module[name] === undefined)
    throw new UserError(`the module ${file} (${where}) has no export ${name}: export it by that name`);
  return module[name];
}
