import {closeSync, openSync, writeFileSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {errorReport} from "../schema/error-report.js";

// The child process of run-loaders.ts. Its arguments are pairs of a data loader and the file for what that writes to
// stdout. One process for all of them, because starting TypeScript and DuckDB takes longer than making a table.
const pairs = process.argv.slice(2);
try {
  for (let i = 0; i < pairs.length && process.exitCode === undefined; i += 2)
    await run(pairs[i]!, pairs[i + 1]!);
} catch (error) {
  const {line, code} = errorReport(error);
  console.error(line);
  process.exitCode = code;
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
