import {UserError} from "../../loaders/schema/user-error.js";
import {runProgram} from "./run-program.js";

/** Programs from the distribution, and the package that has each. */
const packages = {chromium: "chromium", bwrap: "bubblewrap", python3: "python3"} as const;

export type SystemProgram = keyof typeof packages;

/**
 * Installs the programs that are missing from the distribution where this process may (root on a Debian-like system);
 * elsewhere throws a UserError with the one command to run. `who` needs them: "the tests".
 */
export async function installSystemPackages(who: string, programs: readonly SystemProgram[]): Promise<void> {
  const missing: string[] = [];
  for (const program of programs) {
    if (!(await isInstalled(program))) missing.push(packages[program]);
  }
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  const mayInstall = process.getuid?.() === 0 && (await isInstalled("apt-get"));
  if (!mayInstall)
    throw new UserError(`${who} needs ${missing.join(" and ")}; install with: sudo sh -c '${command}'`);
  console.error(`installing ${missing.join(", ")} from the distribution …`);
  const {status} = await runProgram("sh", ["-c", command], {stdio: ["ignore", "inherit", "inherit"]});
  if (status !== 0) throw new UserError(`cannot install ${missing.join(" and ")}: run ${command}`);
}

async function isInstalled(program: string): Promise<boolean> {
  // Most commands look for no program, and the package is the largest of those that a command starts with.
  const {which} = await import("zx");
  return (await which(program, {nothrow: true})) !== null;
}
