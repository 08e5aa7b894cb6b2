import {spawnSync} from "node:child_process";
import {accessSync, constants, existsSync, statSync} from "node:fs";
import {delimiter, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {UserError} from "../../../schema/user-error.js";

/** What the sandbox shows of the host: the Python interpreter, its standard library and shared libraries. See runtime.py. */
export interface PythonRuntime {
  executable: string;
  version: readonly [major: number, minor: number];
  files: readonly (readonly [source: string, destination: string])[];
  folders: readonly string[];
  /** The standard library's folder, and the names in it that are part of it. */
  library: string;
  entries: readonly string[];
  links: readonly (readonly [target: string, path: string])[];
  library_path: readonly string[];
}

const SYSTEM_PYTHON = "/usr/bin/python3";
const LONGEST_MESSAGE = 300;
const script = fileURLToPath(new URL("runtime.py", import.meta.url));
const known = new Map<string, PythonRuntime>();

/** The Python that runs programs: the one that BOUNDARY_PYTHON names, else the distribution's, else the first of PATH. Throws a UserError if there is none. */
export function findPython(env: NodeJS.ProcessEnv = process.env, system = SYSTEM_PYTHON): string {
  const {BOUNDARY_PYTHON: named, PATH = ""} = env;
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new UserError(`BOUNDARY_PYTHON names ${named}, which is no program: name a python3`);
  }
  const found = [system, ...folders(PATH).map((folder) => join(folder, "python3"))].find(isExecutable);
  if (found !== undefined) return found;
  throw new UserError(
    `code@python needs python3 for its sandbox, and it is not installed: apt-get install python3`
  );
}

/** The folders of a PATH. */
export function folders(path: string): string[] {
  return path.split(delimiter).filter((folder) => folder !== "");
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Asks an interpreter what it needs, once for each process of ours. `libraries` are shared libraries that packages need beyond it. Throws a
 * UserError if it gives no answer, or lies where the sandbox's user, who is another one when we are root, may not read it.
 */
export function pythonRuntime(python: string, libraries: readonly string[] = []): PythonRuntime {
  const key = [python, ...libraries].join("\n");
  const asked = known.get(key) ?? askRuntime(python, libraries);
  known.set(key, asked);
  return asked;
}

function askRuntime(python: string, libraries: readonly string[]): PythonRuntime {
  const {status, stdout, stderr, error} = spawnSync(python, ["-I", "-S", "-B", script, ...libraries], {
    cwd: "/",
    encoding: "utf8",
    env: {PATH: dirname(python)}
  });
  if (status !== 0) {
    const words = (error?.message ?? stderr.trim().split("\n").at(-1) ?? "").slice(0, LONGEST_MESSAGE);
    throw new UserError(
      `code@python cannot use ${python}: ${words === "" ? "it gave no answer" : words}; name another with BOUNDARY_PYTHON`
    );
  }
  const runtime = JSON.parse(stdout) as PythonRuntime;
  for (const path of [...runtime.files.map(([source]) => source), ...runtime.folders]) {
    const closed = closedFolder(path);
    if (closed !== null)
      throw new UserError(
        `code@python cannot use ${runtime.executable}: its sandbox runs as another user, who may not enter ${closed}; name another python3 with BOUNDARY_PYTHON`
      );
  }
  return runtime;
}

/** The first folder on the way to a path that the sandbox's user may not enter; null if there is none. Who is not root is that user. */
export function closedFolder(path: string): string | null {
  if (process.getuid?.() !== 0) return null;
  const others = 0o001;
  const way: string[] = [];
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) way.unshift(folder);
  return way.find((folder) => existsSync(folder) && (statSync(folder).mode & others) === 0) ?? null;
}
