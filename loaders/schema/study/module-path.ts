import {basename} from "node:path";

/** Whether a name in a study is the path of a user's module: it begins with `./`, `../` or `/`. */
export function isModulePath(name: string): boolean {
  return /^(\.\.?)?\//.test(name);
}

/** The id that a file gives to what is in it: its name without the ending, as far as an id can hold it. */
export function fileId(path: string): string {
  const stem = basename(path).replace(/\.[^.]*$/, "");
  const id = stem.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  return id.replace(/^[^a-z0-9]+/, "") || "own";
}
