import {statSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schema/user-error.js";

/**
 * The files that a path names, in the order of their names: itself, all below a folder with one of the endings, or those that
 * a glob matches. Throws a UserError where there are none; `where` names the pattern's place.
 */
export async function matchingFiles(
  path: string,
  endings: readonly string[],
  where: string
): Promise<string[]> {
  const found = statSync(path, {throwIfNoEntry: false});
  if (found?.isFile()) return [path];
  const {glob} = await import("zx");
  const isFolder = found?.isDirectory() === true;
  // A folder's own name may hold what a glob would read as a pattern.
  const files = isFolder
    ? (await glob("**/*", {cwd: path})).map((file) => join(path, file))
    : await glob(path, {absolute: true});
  const readable = files
    .filter((file) => !isFolder || endings.some((ending) => file.endsWith(ending)))
    .sort();
  if (readable.length > 0) return readable;
  const what = isFolder ? `no ${endings.join(" or ")} file in it` : "no such file";
  throw new UserError(`${path}: ${what}: ${where} names it; make it, or name another`);
}
