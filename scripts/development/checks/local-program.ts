import {join} from "node:path";
import {runProgram} from "../../shared/run-program.js";

/** What a program left behind. */
export interface ProgramResult {
  status: number;
  /** What it wrote, to stdout and stderr. */
  output: string;
}

/** Runs a program of node_modules/.bin in the terminal; its exit status. */
export async function runLocal([program, ...args]: readonly string[]): Promise<number> {
  const {status} = await runProgram(join("node_modules/.bin", program!), args, {stdio: "inherit"});
  return status;
}

/** Runs a program of node_modules/.bin and keeps what it writes. */
export async function runQuietly([program, ...args]: readonly string[]): Promise<ProgramResult> {
  const {status, stdout, stderr} = await runProgram(join("node_modules/.bin", program!), args);
  return {status, output: stdout + stderr};
}
