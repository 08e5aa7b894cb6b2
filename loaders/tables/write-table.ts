import {UserError} from "../schema/user-error.js";

/**
 * What a data loader does: makes a table from the environment and writes it to stdout, bytes and the parts of an async
 * iterable as they are and everything else as JSON. A mistake of the user's goes to stderr as one line, with exit code 1.
 */
export async function writeTable(make: (environment: NodeJS.ProcessEnv) => unknown): Promise<void> {
  try {
    const table = await make(process.env);
    if (isAsyncIterable(table)) for await (const part of table) process.stdout.write(part);
    else process.stdout.write(table instanceof Uint8Array ? table : JSON.stringify(table));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<string> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
