import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync} from "node:fs";
import {dirname, join} from "node:path";
import {repository, type CliResult} from "./run-cli.js";

/** The packed tool in the `node_modules` of a folder. */
export interface InstalledTool {
  /** Where its files are. */
  packageFolder: string;
  /** Runs its command in a folder and waits for its end. */
  run: (cwd: string, ...args: string[]) => CliResult;
}

/**
 * Packs the tool and unpacks it where npm would. What it depends on at run time is linked beside it from the repository's own
 * packages, as the lock file names them: npm would take a minute to write the same 600 MB. Packages that only development
 * needs are not there.
 */
export function installTool(folder: string): InstalledTool {
  const modules = join(folder, "node_modules");
  const packageFolder = join(modules, "reasoning-boundary");
  mkdirSync(packageFolder, {recursive: true});
  const packed = run(repository, "npm", [
    "pack",
    "--silent",
    "--ignore-scripts",
    "--pack-destination",
    folder
  ]);
  run(folder, "tar", ["-xzf", packed.trim(), "--strip-components=1", "-C", packageFolder]);
  for (const name of runtimePackages()) {
    mkdirSync(dirname(join(modules, name)), {recursive: true});
    symlinkSync(join(repository, "node_modules", name), join(modules, name));
  }
  const {bin} = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  mkdirSync(join(modules, ".bin"));
  for (const [name, file] of Object.entries(bin))
    symlinkSync(join(packageFolder, file), join(modules, ".bin", name));
  return {
    packageFolder,
    run: (cwd, ...args) => {
      const program = join(modules, ".bin/reasoning-boundary");
      return spawnSync(process.execPath, [program, ...args], {cwd, encoding: "utf8"});
    }
  };
}

/** Path to sha256 of every file of a folder. */
export function fileHashes(folder: string): Record<string, string> {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(
    (entry) => !entry.isDirectory()
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path, createHash("sha256").update(readFileSync(path)).digest("hex")])
  );
}

/** Packages at the top of node_modules that are there without development's. */
function runtimePackages(): string[] {
  const {packages} = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
    packages: Record<string, {dev?: boolean}>;
  };
  return Object.entries(packages).flatMap(([path, {dev}]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || dev === true || !existsSync(join(repository, path)) ? [] : [name];
  });
}

function run(cwd: string, program: string, args: string[]): string {
  const {status, stdout, stderr} = spawnSync(program, args, {cwd, encoding: "utf8"});
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return stdout;
}
