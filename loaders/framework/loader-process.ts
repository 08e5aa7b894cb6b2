import {closeSync, existsSync, openSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {errorReport} from "../schema/error-report.js";

// A child process of run-loaders.ts. Its arguments are a folder and pairs of a data loader and the file for what that writes to
// stdout. One process for many of them, because starting TypeScript and DuckDB takes longer than making a table; a loader is that
// of the process which first makes a file of its number in the folder. After a failure none begins another.
const [claims, ...pairs] = process.argv.slice(2);
try {
  for (let i = 0; i < pairs.length && process.exitCode === undefined; i += 2)
    if (!isClaimed("failed") && claim(String(i / 2))) await run(pairs[i]!, pairs[i + 1]!);
} catch (error) {
  const {line, code} = errorReport(error);
  console.error(line);
  process.exitCode = code;
}
if (process.exitCode !== undefined && process.exitCode !== 0) claim("failed");

function isClaimed(name: string): boolean {
  return existsSync(join(claims!, name));
}

/** Whether nobody has claimed this before. */
function claim(name: string): boolean {
  try {
    closeSync(openSync(join(claims!, name), "wx"));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

async function run(loader: string, output: string): Promise<void> {
  const descriptor = openSync(output, "w");
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    writeFileSync(descriptor, chunk);
    return true;
  };
  try {
    await import(pathToFileURL(loader).href);
  } finally {
    closeSync(descriptor);
  }
}
