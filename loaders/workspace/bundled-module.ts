import {existsSync} from "node:fs";
import {join, relative} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {bundleFolder, isFresh} from "./bundle-record.mjs";
import {packageFolder} from "./package-folder.js";

/** A module that another thread or process begins with. */
interface BundledModule {
  url: URL;
  /** Arguments that node needs to run it. */
  execArgv: string[];
}

/**
 * The file to start a thread or a process with for a TypeScript module of this tool, `source`: its bundle with all modules
 * that it imports, where the bootstrap could make one of the sources as they are, or else the module itself, which
 * takes about a second longer to load.
 */
export function bundledModule(source: URL): BundledModule {
  const path = relative(packageFolder, fileURLToPath(source)).replaceAll("\\", "/");
  const folder = bundleFolder(packageFolder);
  const file = join(folder, "parts", path.replace(/\.ts$/, ".mjs"));
  if (existsSync(file) && isFresh(packageFolder, join(folder, "parts.json")))
    return {url: pathToFileURL(file), execArgv: []};
  return {url: source, execArgv: ["--import", import.meta.resolve("tsx")]};
}
