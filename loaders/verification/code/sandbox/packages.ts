import {existsSync, readFileSync} from "node:fs";
import {homedir} from "node:os";
import {join} from "node:path";
import {type} from "arktype";
import {UserError} from "../../../schema/user-error.js";
import {isRepository, packageFolder} from "../../../workspace/package-folder.js";
import {closedFolder} from "./python-runtime.js";

/** Packages that programs may import, in a folder that `npm run sandbox-packages` made. */
export interface SandboxPackages {
  folder: string;
  /** Names and versions, for people: `numpy 2.3.5, sympy 1.14.0`. */
  identity: string;
  /** Shared libraries of the system that the packages need. */
  libraries: readonly string[];
}

/** What the folder says of itself. */
export const packagesFile = "sandbox-packages.json";

const description = type({
  python: "number.integer[]",
  packages: {"[string]": "string"},
  libraries: "string[]"
});

/**
 * Where the packages are: the folder that BOUNDARY_SANDBOX_PACKAGES names, else data/sandbox-packages of the repository, or a
 * cache of the user's where the tool is an installed package.
 */
export function packagesFolder(env: NodeJS.ProcessEnv = process.env): string {
  const {BOUNDARY_SANDBOX_PACKAGES: named} = env;
  if (named !== undefined && named !== "") return named;
  return isRepository
    ? join(packageFolder, "data/sandbox-packages")
    : join(homedir(), ".cache/reasoning-boundary/sandbox-packages");
}

/** The packages in a folder; null if nobody made them. Throws a UserError if they do not fit this Python, or cannot be read. */
export function readPackages(folder: string, python: readonly number[]): SandboxPackages | null {
  const file = join(folder, packagesFile);
  if (!existsSync(file)) return null;
  const again = "run npm run sandbox-packages again";
  const closed = closedFolder(file);
  if (closed !== null)
    throw new UserError(
      `the sandbox's user may not enter ${closed}: set BOUNDARY_SANDBOX_PACKAGES to a folder that everybody may read, and ${again}`
    );
  const parsed = description(parseJson(file));
  if (parsed instanceof type.errors) throw new UserError(`${file} is broken: ${again}`);
  const [made, runs] = [parsed.python.join("."), python.join(".")];
  if (made !== runs)
    throw new UserError(
      `${folder} is made for Python ${made}, and the sandbox runs Python ${runs}: ${again}`
    );
  const identity = Object.entries(parsed.packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  return {folder, identity, libraries: parsed.libraries};
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
