import {createHash} from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {hostname} from "node:os";
import {dirname, join} from "node:path";
import {isRunning} from "./is-running.js";

/** This host in eight hexadecimal digits: a folder may be shared by several, whose processes have the same ids. */
export const hostTag = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** After so many milliseconds without a write a temporary file of another host is that of a dead process. */
const otherHostMs = 86_400_000;

let written = 0;

/** A name beside `file` for writing before the rename, another one each time. Readers skip names that start with a dot. */
export function temporaryName(file: string): string {
  const slash = file.lastIndexOf("/");
  return `${file.slice(0, slash + 1)}.${file.slice(slash + 1)}.${++written}.${hostTag}.${process.pid}.tmp`;
}

/**
 * Replaces a file's content at once: a reader, or a crash, sees the old bytes or the new ones, never a part. `beforeRename` is
 * given the whole new file.
 */
export async function writeAtomically(
  file: string,
  write: (temporary: string) => void | Promise<void>,
  beforeRename?: (temporary: string) => void
): Promise<void> {
  mkdirSync(dirname(file), {recursive: true});
  if (!swept.has(dirname(file))) removeStaleTemporaries(dirname(file));
  const temporary = temporaryName(file);
  try {
    await write(temporary);
    flush(temporary);
    beforeRename?.(temporary);
    renameSync(temporary, file);
  } catch (error) {
    remove(temporary);
    throw namingFile(error, temporary, file);
  }
}

/** An error that speaks of the file that was to be written, not of the temporary one. */
function namingFile(error: unknown, temporary: string, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const {path} = error as NodeJS.ErrnoException;
  if (path === temporary) Object.assign(error, {path: file});
  error.message = error.message.replaceAll(temporary, file);
  return error;
}

/** `writeAtomically` for text. */
export async function writeTextAtomically(file: string, text: string): Promise<void> {
  await writeAtomically(file, (temporary) => {
    writeFileSync(temporary, text);
  });
}

/** What a file system says that has no hard links: there, of two that come at the same instant, both succeed. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Writes a file unless there is one. Of two that come at once one succeeds, on any host. Returns whether this one has. */
export function createText(file: string, text: string): boolean {
  mkdirSync(dirname(file), {recursive: true});
  const temporary = temporaryName(file);
  try {
    writeFileSync(temporary, text);
    flush(temporary);
    linkSync(temporary, file);
    return true;
  } catch (error) {
    const {code = ""} = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!withoutLinks.has(code)) throw namingFile(error, temporary, file);
    if (existsSync(file)) return false;
    renameSync(temporary, file);
    return true;
  } finally {
    remove(temporary);
  }
}

/** Removes a temporary file; what hindered the writing, and is told, may hinder this too. */
function remove(temporary: string): void {
  try {
    rmSync(temporary, {force: true});
  } catch {
    // The first error says why.
  }
}

/** Folders that this process has swept. */
const swept = new Set<string>();

/** Removes the temporary files that killed processes left in a folder; those of a process that may still run stay. */
export function removeStaleTemporaries(folder: string): void {
  swept.add(folder);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    // Earlier versions named no host.
    const found = /^\..*?(?:\.([0-9a-f]{8}))?\.(\d+)\.tmp$/.exec(name);
    if (found === null) continue;
    const [, host = hostTag, pid] = found;
    const file = join(folder, name);
    const isStale = host === hostTag ? !isRunning(Number(pid)) : isOld(file);
    if (isStale) rmSync(file, {force: true});
  }
}

function isOld(file: string): boolean {
  const changed = statSync(file, {throwIfNoEntry: false})?.mtimeMs;
  return changed !== undefined && Date.now() - changed > otherHostMs;
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
