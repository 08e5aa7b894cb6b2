import {createHash} from "node:crypto";
import {existsSync, readFileSync, statSync} from "node:fs";
import {dirname, relative, resolve} from "node:path";
import {UserError} from "../schema/user-error.js";

/**
 * SHA-256 of a module and of the files that it imports by path, in hexadecimal: changed when any of them is. Packages that it
 * imports, and files that it reads as it runs, do not enter. Throws a UserError for a module that cannot be read.
 */
export async function moduleHash(file: string, where: string): Promise<string> {
  if (!existsSync(file)) throw new UserError(`${where}: no module ${file}: make it, or name another`);
  const {build} = await import("esbuild");
  const folder = dirname(file);
  try {
    const {metafile} = await build({
      absWorkingDir: folder,
      entryPoints: [file],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "es2023",
      write: false,
      metafile: true,
      logLevel: "silent"
    });
    const files = Object.keys(metafile.inputs).map((input) => resolve(folder, input));
    return hashFiles(files, folder);
  } catch (error) {
    const {errors} = error as {errors?: {text: string; location: {file: string; line: number} | null}[]};
    const first = errors?.[0];
    if (first === undefined) throw error;
    const {location} = first;
    const at = location === null ? file : `${resolve(folder, location.file)}:${location.line}`;
    throw new UserError(`${at}: cannot be read as a module: ${first.text} (${where} names it)`, {
      cause: error
    });
  }
}

/** SHA-256 of a command's arguments and of those among them that are files in `folder`. Packages do not enter. */
export function commandHash(command: readonly string[], folder: string): string {
  const files = command.map((argument) => resolve(folder, argument)).filter(isFile);
  return createHash("sha256")
    .update(JSON.stringify([command, hashFiles(files, folder)]))
    .digest("hex");
}

function hashFiles(files: readonly string[], folder: string): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) {
    const text = readFileSync(file);
    hash.update(JSON.stringify([relative(folder, file), text.length])).update(text);
  }
  return hash.digest("hex");
}

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() === true;
}
