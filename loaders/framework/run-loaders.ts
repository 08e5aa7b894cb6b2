import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {UserError} from "../schema/user-error.js";
import {bundledModule} from "../workspace/bundled-module.js";
import {runGuarded, YOUNG_SPACE} from "./child.js";

/** Argument of node by which schemas are not compiled, which the loaders check once. */
const UNCOMPILED = `--import=${new URL("../workspace/uncompiled-schemas.mjs", import.meta.url).href}`;

/**
 * Runs every data loader of src/data in `repository` (`coverage.json.ts` makes `coverage.json`) into Framework's cache, so that Framework
 * finds each output fresh. A loader's exit code 1 is a mistake of the user's, which its last line on stderr explains.
 */
export async function runLoaders(
  repository: string,
  cache: string,
  environment: Readonly<Record<string, string>>
): Promise<void> {
  const folder = join(repository, "src/data");
  mkdirSync(join(cache, "data"), {recursive: true});
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const loaders = names.sort().map((name) => bundledModule(pathToFileURL(join(folder, name))));
  const main = bundledModule(new URL("./loader-process.ts", import.meta.url));
  const execArgv = [main, ...loaders].find((module) => module.execArgv.length > 0)?.execArgv ?? [];
  const pairs = loaders.flatMap(({url}, place) => [
    fileURLToPath(url),
    join(cache, "data", names[place]!.slice(0, -".ts".length))
  ]);
  const {code, stderr} = await runGuarded(
    [YOUNG_SPACE, UNCOMPILED, ...execArgv, fileURLToPath(main.url), ...pairs],
    environment
  );
  if (code === 0) return;
  const explanation = stderr.trim().split("\n").at(-1) ?? "";
  if (code === 1 && explanation !== "") throw new UserError(explanation);
  throw new Error(`a data loader ended with code ${code}: ${explanation}`);
}
