import {join} from "node:path";
import {$} from "zx";

/** What a program left behind. */
export interface ProgramResult {
  status: number;
  /** What it wrote, to stdout and stderr. */
  output: string;
}

/** Runs a program of node_modules/.bin in the terminal; its exit status. */
export async function runLocal([program, ...args]: readonly string[]): Promise<number> {
  const run = $({stdio: ["inherit", "inherit", "inherit"], nothrow: true});
  const {exitCode} = await run`${join("node_modules/.bin", program!)} ${args}`;
  return exitCode ?? 1;
}

/** Runs a program of node_modules/.bin and keeps what it writes. */
export async function runQuietly([program, ...args]: readonly string[]): Promise<ProgramResult> {
  const run = $({stdio: ["ignore", "pipe", "pipe"], nothrow: true, quiet: true});
  const {exitCode, stdall} = await run`${join("node_modules/.bin", program!)} ${args}`;
  return {status: exitCode ?? 1, output: stdall};
}
