import {spawnSync} from "node:child_process";
import {UserError} from "../loaders/schema/user-error.js";

/** Programs that the tests need, and the distribution's package that has each. */
const needed: Record<string, string> = {chromium: "chromium", bwrap: "bubblewrap", python3: "python3"};

/**
 * Installs the programs that the tests need from the distribution where this process may (root on a Debian-like system);
 * elsewhere throws a UserError with the one command to run.
 */
export function installSystemPackages(): void {
  const packages = Object.keys(needed)
    .filter((program) => !isInstalled(program))
    .map((program) => needed[program]!);
  if (packages.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  const mayInstall = process.getuid?.() === 0 && isInstalled("apt-get");
  if (!mayInstall)
    throw new UserError(`the tests need ${packages.join(" and ")}; install with: sudo sh -c '${command}'`);
  console.log(`installing ${packages.join(", ")} from the distribution …`);
  const {status} = spawnSync("sh", ["-c", `(${command}) >&2`], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {...process.env, DEBIAN_FRONTEND: "noninteractive"}
  });
  if (status !== 0) throw new UserError(`cannot install ${packages.join(" and ")}: run ${command}`);
}

function isInstalled(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`], {stdio: "ignore"}).status === 0;
}
