import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schema/user-error.js";
import {runGuarded, typescript} from "./child.js";

/** Loaders at a time: each starts DuckDB, which uses several threads itself. */
const PARALLEL = 2;

/**
 * Runs every data loader of src/data (`coverage.json.ts` makes `coverage.json`) into Framework's cache, so that Framework
 * finds each output fresh. A loader's exit code 1 is a mistake of the user's, which its last line on stderr explains.
 */
export async function runLoaders(
  repository: string,
  cache: string,
  environment: Readonly<Record<string, string>>
): Promise<void> {
  const folder = join(repository, "src/data");
  mkdirSync(join(cache, "data"), {recursive: true});
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort();
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      await runLoader(join(folder, name), join(cache, "data", name.slice(0, -".ts".length)), environment);
  };
  await Promise.all(Array.from({length: PARALLEL}, work));
}

async function runLoader(
  file: string,
  output: string,
  environment: Readonly<Record<string, string>>
): Promise<void> {
  const {code, stderr} = await runGuarded([typescript, file], environment, output);
  if (code === 0) return;
  const explanation = stderr.trim().split("\n").at(-1) ?? "";
  if (code === 1 && explanation !== "") throw new UserError(explanation);
  throw new Error(`data loader ${file} ended with code ${code}:\n${stderr}`);
}
