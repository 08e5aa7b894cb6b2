import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import ts from "typescript";

/** A source file by what its structure is judged by; paths are relative to the root of the tree. */
export interface SourceFile {
  path: string;
  lines: number;
  /** Paths of the tree's own files that it imports, types and dynamic imports included. */
  imports: string[];
}

const SOURCE = /\.(ts|mjs)$/;

/** Every TypeScript and JavaScript file below `folders` of `root`. Throws when one imports a file that is not there. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => sourcePaths(root, folder)).map((path) => readSource(root, path));
}

function sourcePaths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), {withFileTypes: true})
    .filter(({name}) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return sourcePaths(root, path);
      return SOURCE.test(path) ? [path] : [];
    });
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const {importedFiles} = ts.preProcessFile(text, true, true);
  const imports = importedFiles
    .map(({fileName}) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => importedPath(root, path, name));
  return {path, lines: text.trimEnd().split("\n").length, imports: [...new Set(imports)].sort()};
}

/** The file that a specifier like `../schema/study.js` means: the TypeScript file, unless there is a JavaScript one. */
function importedPath(root: string, importer: string, specifier: string): string {
  const path = posix.join(posix.dirname(importer), specifier);
  const found = [path, path.replace(/\.js$/, ".ts")].find((candidate) => existsSync(join(root, candidate)));
  if (found === undefined) throw new Error(`${importer} imports ${specifier}, which is not there`);
  return found;
}
