import {UserError} from "../../../loaders/schema/user-error.js";
import {runQuietly} from "./local-program.js";

/** A check of the sources that runs none of them. */
interface Check {
  name: string;
  /** A program of node_modules/.bin with its arguments; null where there is nothing to check. */
  command: readonly string[] | null;
}

/**
 * The checks of types, lint, imports, format and unused code. Imports and format look at `files` alone, where given: types
 * and unused code are properties of the whole.
 */
function checksOf(files?: readonly string[]): Check[] {
  const linted = files?.filter((file) => /\.(ts|js|mjs)$/.test(file));
  return [
    {name: "types and lint", command: ["oxlint"]},
    {name: "imports between folders", command: onFiles(["eslint", "--no-warn-ignored"], linted)},
    {
      name: "format",
      command: onFiles(["prettier", "--check", "--log-level=warn", "--ignore-unknown"], files)
    },
    {name: "unused code and dependencies", command: ["knip"]}
  ];
}

function onFiles(command: readonly string[], files: readonly string[] = ["."]): readonly string[] | null {
  return files.length === 0 ? null : [...command, ...files];
}

/**
 * Runs all checks, two at a time, and prints a line for each as it ends, with what it says if it fails. Throws a UserError
 * that names those that failed.
 */
export async function runChecks(files?: readonly string[]): Promise<void> {
  const waiting = checksOf(files);
  const failed: string[] = [];
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      if (!(await passes(check))) failed.push(check.name);
  }
  await Promise.all([work(), work()]);
  if (failed.length > 0) throw new UserError(`${failed.join(", ")} failed: see above`);
}

async function passes({name, command}: Check): Promise<boolean> {
  if (command === null) {
    console.log(`${name}: nothing to check`);
    return true;
  }
  const start = performance.now();
  const {status, output} = await runQuietly(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status !== 0) console.log(output.trimEnd());
  console.log(`${name}: ${status === 0 ? "ok" : "failed"} (${seconds} s)`);
  return status === 0;
}
