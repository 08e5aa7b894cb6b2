import {existsSync} from "node:fs";
import {relative} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {bundleFile, bundleRecord, isFresh} from "./bundle-record.mjs";
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
  return bundledModules([source])[0]!;
}

/** `bundledModule` of each of some modules; the sources, of which there are many, are looked at once. */
export function bundledModules(sources: readonly URL[]): BundledModule[] {
  const areFresh = isFresh(packageFolder, bundleRecord(packageFolder));
  return sources.map((source) => {
    const file = bundleFile(packageFolder, relative(packageFolder, fileURLToPath(source)));
    if (areFresh && existsSync(file)) return {url: pathToFileURL(file), execArgv: []};
    return {url: source, execArgv: ["--import", import.meta.resolve("tsx")]};
  });
}
