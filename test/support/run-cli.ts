import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `npm run NAME -- ARG...` without npm, from the repository, and waits for its end. */
export function runCli(
  name: string,
  args: readonly string[],
  nodeOptions: readonly string[] = []
): CliResult {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [...nodeOptions, "scripts/bootstrap.mjs", name, ...args],
    {cwd: repository, encoding: "utf8"}
  );
  return {status, stdout, stderr};
}
