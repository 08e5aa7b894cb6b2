import {existsSync, readFileSync, realpathSync} from "node:fs";
import {createRequire} from "node:module";
import {join, relative, isAbsolute, resolve} from "node:path";
import {fileURLToPath} from "node:url";

/** The folder of this tool: a checkout of the repository, or an installed package, which is never written to. */
export const packageFolder = realpathSync(fileURLToPath(new URL("../..", import.meta.url)));

/** Whether this is a checkout of the repository: npm packs no lock file. */
export const isRepository = existsSync(join(packageFolder, "package-lock.json"));

/** The version of this tool. */
export function packageVersion(): string {
  const {version} = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

const {resolve: resolver} = createRequire(import.meta.url);

/** The folder of a package that this tool can import, wherever npm put it; null if it is not installed. */
export function installedPackage(name: string): string | null {
  const places = resolver.paths(name) ?? [];
  const folder = places
    .map((place) => join(place, name))
    .find((folder) => existsSync(join(folder, "package.json")));
  return folder === undefined ? null : realpathSync(folder);
}

/** `installedPackage` for a package that this tool cannot do without. */
export function requiredPackage(name: string): string {
  const folder = installedPackage(name);
  if (folder === null) throw new Error(`the package ${name} is not installed: run npm install`);
  return folder;
}

/** Whether a path lies in the installed package, where nothing may be written. Nothing of a checkout does. */
export function isInPackage(path: string): boolean {
  if (isRepository) return false;
  const way = relative(packageFolder, realPath(resolve(path)));
  return !way.startsWith("..") && !isAbsolute(way);
}

/** The real path of what may not be there yet. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = resolve(path, "..");
  return parent === path ? path : join(realPath(parent), path.slice(parent.length));
}
