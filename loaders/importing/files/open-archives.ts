import {statSync} from "node:fs";
import {Archive} from "./archive.js";

/** Archives that stay open while nobody reads in them. */
const MOST_OPEN = 8;

interface OpenArchive {
  archive: Archive;
  readers: number;
}

/** By path, size and time of change, the one that was used last at the end. */
const open = new Map<string, OpenArchive>();

/**
 * Opens an archive for a reader, which calls `release` when it is done. The archives that were used last stay open: the list of
 * an archive's entries is read once, not for each entry again.
 */
export async function acquireArchive(path: string): Promise<{archive: Archive; release: () => void}> {
  const {size, mtimeMs} = statSync(path);
  const key = JSON.stringify([path, size, mtimeMs]);
  const found = open.get(key) ?? {archive: await Archive.open(path), readers: 0};
  open.delete(key);
  open.set(key, found);
  found.readers++;
  return {
    archive: found.archive,
    release: () => {
      found.readers--;
      closeOthers();
    }
  };
}

function closeOthers(): void {
  for (const [key, {archive, readers}] of open) {
    if (open.size <= MOST_OPEN) return;
    if (readers > 0) continue;
    open.delete(key);
    archive.close();
  }
}
