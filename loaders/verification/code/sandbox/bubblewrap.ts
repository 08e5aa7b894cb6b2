import {accessSync, constants, existsSync} from "node:fs";
import {delimiter, join} from "node:path";
import {UserError} from "../../../schema/user-error.js";

/** Python files of the sandbox, mounted read-only as /sandbox/<name>. */
export const sandboxFiles = ["supervisor.py", "runner.py", "values.py"] as const;

const PYTHON = "/usr/bin/python3";
const SHARED_FOLDER_BYTES = 8 * 1024 * 1024;

/** Where `bwrap` is, among the folders of `path`. Throws a UserError that names the package when there is none, or no system Python. */
export function findBubblewrap(path: string = process.env.PATH ?? "", python: string = PYTHON): string {
  if (process.platform !== "linux") {
    throw new UserError(
      `code@python runs programs in bubblewrap, which exists on Linux only, not on ${process.platform}: judge code on Linux`
    );
  }
  const found = path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "bwrap"))
    .find(isExecutable);
  if (found === undefined) {
    throw new UserError(
      "code@python runs programs in bubblewrap only, and bwrap is not installed: apt-get install bubblewrap"
    );
  }
  if (!existsSync(python))
    throw new UserError(
      `code@python needs ${python} for its sandbox, and it is not installed: apt-get install python3`
    );
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Arguments of bwrap for one sandbox: new namespaces of every kind and no way to make more, no capabilities, an empty environment, a read-only
 * root that holds /usr and the sandbox's own files, no /proc, /dev read-only, and one small writable folder, /tmp. `seccomp` and `files` are
 * numbers of open files that bwrap inherits; `files` go with `sandboxFiles`.
 */
export function bubblewrapArguments(seccomp: number, files: readonly number[]): string[] {
  const links = ["bin", "lib", "lib64"].filter((folder) => existsSync(`/usr/${folder}`));
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
    ...["--ro-bind", "/usr", "/usr"],
    ...links.flatMap((folder) => ["--symlink", `usr/${folder}`, `/${folder}`]),
    ...["--dev", "/dev", "--remount-ro", "/dev"],
    ...sandboxFiles.flatMap((name, index) => ["--ro-bind-data", String(files[index]), `/sandbox/${name}`]),
    ...["--size", String(SHARED_FOLDER_BYTES), "--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/tmp"],
    ...[PYTHON, "-s", "-S", "-B", "/sandbox/supervisor.py"]
  ];
}
