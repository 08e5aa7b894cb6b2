import {readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {UserError} from "../../../schema/user-error.js";
import {folders, isExecutable, type PythonRuntime} from "./python-runtime.js";

/** Python files of the sandbox, mounted read-only as /sandbox/<name>. */
export const sandboxFiles = ["supervisor.py", "runner.py", "values.py"] as const;

/** Where the sandbox has the folder of further packages. */
const PACKAGES = "/packages";
const SHARED_FOLDER_BYTES = 8 * 1024 * 1024;
const project = fileURLToPath(new URL("../../../..", import.meta.url));

/** Where `bwrap` is, among the folders of `path`. Throws a UserError that names the package when there is none. */
export function findBubblewrap(path: string = process.env.PATH ?? ""): string {
  if (process.platform !== "linux") {
    throw new UserError(
      `code@python runs programs in bubblewrap, which exists on Linux only, not on ${process.platform}: judge code on Linux`
    );
  }
  const found = folders(path)
    .map((folder) => join(folder, "bwrap"))
    .find(isExecutable);
  if (found === undefined) {
    throw new UserError(
      "code@python runs programs in bubblewrap only, and bwrap is not installed: apt-get install bubblewrap"
    );
  }
  return found;
}

/** What a sandbox shows: an interpreter, and perhaps a folder of packages. */
export interface SandboxView {
  runtime: PythonRuntime;
  packages: string | null;
}

/**
 * Arguments of bwrap for one sandbox: new namespaces of every kind and no way to make more, no capabilities, an empty environment, a read-only
 * root that holds the interpreter with its libraries, the packages and the sandbox's own files, no /proc, /dev read-only, and one small
 * writable folder, /tmp. `seccomp` and `files` are numbers of open files that bwrap inherits; `files` go with `sandboxFiles`.
 */
export function bubblewrapArguments(view: SandboxView, seccomp: number, files: readonly number[]): string[] {
  return [
    ...[
      "--unshare-all",
      "--unshare-user",
      "--disable-userns",
      "--cap-drop",
      "ALL",
      "--new-session",
      "--die-with-parent",
      "--as-pid-1"
    ],
    ...["--uid", "65534", "--gid", "65534", "--hostname", "sandbox", "--seccomp", String(seccomp)],
    ...["--clearenv", "--setenv", "PYTHONHASHSEED", "0", "--setenv", "MALLOC_ARENA_MAX", "1"],
    ...shownArguments(view),
    ...["--dev", "/dev", "--remount-ro", "/dev"],
    ...sandboxFiles.flatMap((name, index) => ["--ro-bind-data", String(files[index]), `/sandbox/${name}`]),
    ...["--size", String(SHARED_FOLDER_BYTES), "--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/tmp"],
    ...[view.runtime.executable, "-s", "-S", "-B", "/sandbox/supervisor.py"],
    ...(view.packages === null ? [] : [PACKAGES])
  ];
}

/** Nothing of the host but what is named here: no benchmark is readable from inside, wherever it lies. */
function shownArguments({runtime, packages}: SandboxView): string[] {
  const {folders: shown, files, links, library_path} = runtime;
  const foreign = foreignEntries(runtime);
  const isShown = shown.some((folder) => project.startsWith(`${folder}/`));
  return [
    ...shown.flatMap((folder) => ["--ro-bind", folder, folder]),
    ...files.flatMap(([source, destination]) => ["--ro-bind", source, destination]),
    ...[...foreign.folders, ...(isShown ? [project] : [])].flatMap((folder) => [
      "--tmpfs",
      folder,
      "--remount-ro",
      folder
    ]),
    ...foreign.files.flatMap((file) => ["--ro-bind", "/dev/null", file]),
    ...(packages === null ? [] : ["--ro-bind", packages, PACKAGES]),
    ...links.flatMap(([target, path]) => ["--symlink", target, path]),
    ...(library_path.length > 0 ? ["--setenv", "LD_LIBRARY_PATH", library_path.join(":")] : [])
  ];
}

/** What lies in the standard library's folder now and is no part of it: site-packages, or a project. */
export function foreignEntries({library, entries}: PythonRuntime): {folders: string[]; files: string[]} {
  const known = new Set(entries);
  const foreign = readdirSync(library, {withFileTypes: true}).filter(({name}) => !known.has(name));
  const paths = (isFolder: boolean) =>
    foreign.filter((entry) => entry.isDirectory() === isFolder).map(({name}) => join(library, name));
  return {folders: paths(true), files: paths(false)};
}
