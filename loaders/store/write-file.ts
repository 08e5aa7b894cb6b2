import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {dirname, join} from "node:path";
import {isRunning} from "./is-running.js";

/** A name beside `file` for writing before the rename. Readers skip names that start with a dot. */
export function temporaryName(file: string): string {
  const slash = file.lastIndexOf("/");
  return `${file.slice(0, slash + 1)}.${file.slice(slash + 1)}.${process.pid}.tmp`;
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
    rmSync(temporary, {force: true});
    throw error;
  }
}

/** `writeAtomically` for text. */
export async function writeTextAtomically(file: string, text: string): Promise<void> {
  await writeAtomically(file, (temporary) => {
    writeFileSync(temporary, text);
  });
}

/** Folders that this process has swept. */
const swept = new Set<string>();

/** Removes the temporary files that killed processes left in a folder; those of a process that still runs stay. */
export function removeStaleTemporaries(folder: string): void {
  swept.add(folder);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^\..*\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), {force: true});
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
