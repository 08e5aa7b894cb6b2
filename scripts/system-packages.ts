import {$, which} from "zx";
import {UserError} from "../loaders/schema/user-error.js";

/** Programs that the tests need, and the distribution's package that has each. */
const needed: Record<string, string> = {chromium: "chromium", bwrap: "bubblewrap", python3: "python3"};

/**
 * Installs the programs that the tests need from the distribution where this process may (root on a Debian-like system);
 * elsewhere throws a UserError with the one command to run.
 */
export async function installSystemPackages(): Promise<void> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(needed)) {
    if (!(await isInstalled(program))) missing.push(name);
  }
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  const mayInstall = process.getuid?.() === 0 && (await isInstalled("apt-get"));
  if (!mayInstall)
    throw new UserError(`the tests need ${missing.join(" and ")}; install with: sudo sh -c '${command}'`);
  console.log(`installing ${missing.join(", ")} from the distribution …`);
  const {exitCode} = await $({stdio: ["ignore", "inherit", "inherit"], nothrow: true})`sh -c ${command}`;
  if (exitCode !== 0) throw new UserError(`cannot install ${missing.join(" and ")}: run ${command}`);
}

async function isInstalled(program: string): Promise<boolean> {
  return (await which(program, {nothrow: true})) !== null;
}
