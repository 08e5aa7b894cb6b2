import {mkdirSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {UserError} from "../schema/user-error.js";
import {bundledModules} from "../workspace/bundled-module.js";
import {runGuarded, YOUNG_SPACE} from "./child.js";

/** Argument of node by which schemas are not compiled, which the loaders check once. */
const UNCOMPILED = `--import=${new URL("../workspace/uncompiled-schemas.mjs", import.meta.url).href}`;

/** Loaders that take longest on a large run, by the names of what they make: begun first, so that no process waits for another's last. */
const LONGEST = ["audit", "cases", "verifier-audit", "ablations-ends", "exact", "support"];

/** Processes at most: each opens the counts for itself, which the first loader of a process waits for. */
const MOST_PROCESSES = 2;

/**
 * Runs every data loader of src/data in `repository` (`coverage.json.ts` makes `coverage.json`) into Framework's cache, so that Framework
 * finds each output fresh: in two processes where there are two processors, each of which takes the next loader that nobody has. A loader's exit code 1 is a mistake of the user's, which its last line on stderr explains.
 */
export async function runLoaders(
  repository: string,
  cache: string,
  environment: Readonly<Record<string, string>>
): Promise<void> {
  const folder = join(repository, "src/data");
  mkdirSync(join(cache, "data"), {recursive: true});
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const sources = names.map((name) => pathToFileURL(join(folder, name)));
  const modules = bundledModules([new URL("./loader-process.ts", import.meta.url), ...sources]);
  const [main, loaders] = [modules[0]!, modules.slice(1)];
  const execArgv = modules.find((module) => module.execArgv.length > 0)?.execArgv ?? [];
  const pairs = loaders.flatMap(({url}, place) => [
    fileURLToPath(url),
    join(cache, "data", names[place]!.slice(0, -".ts".length))
  ]);
  const claims = mkdtempSync(join(cache, ".claims-"));
  const args = [YOUNG_SPACE, UNCOMPILED, ...execArgv, fileURLToPath(main.url), claims, ...pairs];
  const processes = Math.min(MOST_PROCESSES, availableParallelism(), names.length);
  try {
    const ended = await Promise.all(Array.from({length: processes}, () => runGuarded(args, environment)));
    for (const {code, stderr} of ended) refuseFailure(code, stderr);
  } finally {
    rmSync(claims, {recursive: true, force: true});
  }
}

/** The place of a loader's file among those that begin first. */
function rank(name: string): number {
  const place = LONGEST.indexOf(name.split(".")[0]!);
  return place < 0 ? LONGEST.length : place;
}

function refuseFailure(code: number | null, stderr: string): void {
  if (code === 0) return;
  const explanation = stderr.trim().split("\n").at(-1) ?? "";
  if (code === 1 && explanation !== "") throw new UserError(explanation);
  throw new Error(`a data loader ended with code ${code}: ${explanation}`);
}
