import {errorReport} from "../schema/error-report.js";

/**
 * What a data loader does: makes a table from the environment and writes it to stdout, bytes and the parts of an async
 * iterable as they are and everything else as JSON. A failure goes to stderr as one line, with exit code 1 for a mistake of the user's.
 */
export async function writeTable(make: (environment: NodeJS.ProcessEnv) => unknown): Promise<void> {
  try {
    const table = await make(process.env);
    if (isAsyncIterable(table)) for await (const part of table) process.stdout.write(part);
    else process.stdout.write(table instanceof Uint8Array ? table : JSON.stringify(table));
  } catch (error) {
    const {line, code} = errorReport(error);
    console.error(line);
    process.exitCode = code;
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<string> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
