import {constants, copyFileSync, mkdirSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {requiredPackage} from "../workspace/package-folder.js";

/** Files of packages that the pages name as `npm:PACKAGE/FILE`. Modules are imported by bare name and need no entry. */
const assets: Record<string, string[]> = {
  "@duckdb/duckdb-wasm": ["dist/duckdb-eh.wasm", "dist/duckdb-browser-eh.worker.js"]
};

/**
 * Fills the folder where Framework looks for `npm:` files before it asks a CDN, from the installed packages: the assets above, and
 * an empty `NAME@0.0.0` for every other library that Framework's client names, because it resolves the version of each
 * even when no page uses it. A page that does use one then fails the build under the network guard.
 */
export function fillNpmCache(cache: string): void {
  for (const [name, files] of Object.entries(assets)) {
    const source = requiredPackage(name);
    const {version} = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as {version: string};
    const target = join(cache, `${name}@${version}`);
    for (const file of ["package.json", ...files]) {
      mkdirSync(dirname(join(target, file)), {recursive: true});
      copyFileSync(join(source, file), join(target, file), constants.COPYFILE_FICLONE);
    }
  }
  for (const name of clientLibraries()) {
    if (!(name in assets)) mkdirSync(join(cache, `${name}@0.0.0`), {recursive: true});
  }
}

/** Names of the libraries that Framework's client imports as `npm:NAME`. */
export function clientLibraries(): string[] {
  const client = join(requiredPackage("@observablehq/framework"), "dist/client");
  const names = new Set<string>();
  for (const file of readdirSync(client, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".js")) continue;
    const source = readFileSync(join(client, file), "utf8");
    for (const [, name] of source.matchAll(/["'`]npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) names.add(name!);
  }
  return [...names].sort();
}
