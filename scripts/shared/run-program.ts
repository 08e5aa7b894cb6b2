import {spawn, type StdioOptions} from "node:child_process";

/** What a program left behind. */
export interface ProgramRun {
  /** Its exit status; 127 for a program that cannot be started, 128 and the like for one that a signal ended. */
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end, without a shell: a shell would read files of the user's first, as bash does with ~/.bashrc. */
export function runProgram(
  program: string,
  args: readonly string[],
  {cwd, stdio = ["ignore", "pipe", "pipe"]}: {cwd?: string; stdio?: StdioOptions} = {}
): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {stdio, ...(cwd === undefined ? {} : {cwd})});
    const texts = {stdout: "", stderr: ""};
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.setEncoding("utf8").on("data", (text: string) => (texts[name] += text));
    child.once("error", (error) => {
      resolve({status: 127, ...texts, stderr: error.message});
    });
    child.once("close", (code) => {
      resolve({status: code ?? 128, ...texts});
    });
  });
}
