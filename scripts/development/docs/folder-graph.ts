import {readdirSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";

/** A folder of the code with what it depends on. */
export interface FolderNode {
  /** From the root of the repository: `loaders/sampling`. */
  path: string;
  /** The first sentence of its README, without the heading; empty where there is none. */
  purpose: string;
  /** Source files in it and below it. */
  files: number;
  /** Other folders of the graph that its files import, in their order. */
  imports: string[];
}

/** Where the code of each folder of the graph lies; the rest of `src` is its pages. */
const groups = ["src", "loaders"];
const SOURCE = /\.(ts|mjs|sql)$/;
const PAGE = /^src\/[\w-]+\.md$/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

/** The folders of `src` and `loaders`, the pages and the scripts, with the imports between them as the files have them. */
export function folderGraph(root: string): FolderNode[] {
  const sources = [...groups, "scripts"].flatMap((group) => sourcePaths(root, group));
  const folders = [...new Set(sources.map(folderOf))].sort();
  return folders.map((path) => {
    const own = sources.filter((file) => folderOf(file) === path);
    const imports = new Set(own.flatMap((file) => importedFolders(root, file)));
    imports.delete(path);
    // Pages read the tables of src/data as files.
    if (path === "src") imports.add("src/data");
    return {
      path,
      purpose: purposeOf(root, path),
      files: own.length,
      imports: folders.filter((other) => imports.has(other))
    };
  });
}

/** Every source file and page below a folder, tests of the documentation's own scripts included. */
function sourcePaths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), {recursive: true, encoding: "utf8"})
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter(
      (path) => !path.includes("/.") && (SOURCE.test(path) || PAGE.test(path)) && !path.endsWith("README.md")
    )
    .sort();
}

function folderOf(file: string): string {
  const [group, folder, ...rest] = file.split("/");
  return group !== "scripts" && rest.length > 0 ? `${group}/${folder!}` : group!;
}

function importedFolders(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(IMPORT)]
    .map(([, specifier]) => posix.join(posix.dirname(file), specifier!))
    .filter((path) => [...groups, "scripts"].some((group) => path.startsWith(`${group}/`)))
    .map(folderOf);
}

function purposeOf(root: string, path: string): string {
  try {
    const text = readFileSync(join(root, path, "README.md"), "utf8");
    return /^# .*\n+([^\n.]+)/.exec(text)?.[1] ?? "";
  } catch {
    return "";
  }
}
