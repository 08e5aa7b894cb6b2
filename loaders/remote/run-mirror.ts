import {mkdirSync, renameSync, rmSync, statSync, openSync, closeSync} from "node:fs";
import {dirname, join} from "node:path";
import pLimit from "p-limit";
import {UserError} from "../schema/user-error.js";
import {temporaryName} from "../store/write-file.js";
import type {Bucket, StoredObject} from "./bucket.js";
import {MirrorIndex} from "./mirror-index.js";
import {pushFiles, type Moved} from "./push-files.js";
import {isShared, openHash, sharedFiles} from "./run-files.js";

const CONNECTIONS = 8;

export interface MirrorOptions {
  bucket: Bucket;
  /** What the keys of the run begin with, with a slash at its end. */
  prefix: string;
  /** The run's folder here. */
  folder: string;
  /** File of what is the same here and there. */
  index: string;
  /** Told of files that another process wrote otherwise: the bucket's version is taken, ours lies at `aside`. */
  onAside?: (path: string, aside: string) => void;
}

/**
 * A run in a bucket and the folder here in which steps work on it. DuckDB and the steps read and write the folder; `pull` brings what
 * the bucket has, `push` what the folder has. Each file is put at once and whole. A kill loses nothing that was stored: what was not
 * put yet is put by the next `push` from this folder.
 */
export class RunMirror {
  private readonly options: MirrorOptions;
  private readonly index: MirrorIndex;

  constructor(options: MirrorOptions) {
    this.options = options;
    this.index = new MirrorIndex(options.index);
  }

  /** Brings the files that are wanted, by their paths, and that are not here in the version of the bucket. Returns how many came. */
  async pull(wanted: (path: string) => boolean): Promise<Moved> {
    const {bucket, prefix, folder} = this.options;
    mkdirSync(folder, {recursive: true});
    const objects = await bucket.objects(prefix);
    const there = new Map([...objects].map(([key, object]) => [key.slice(prefix.length), object]));
    this.removeGone(there);
    const moved: Moved = {files: 0, bytes: 0};
    const limit = pLimit(CONNECTIONS);
    let isOver = false;
    try {
      const ends = await Promise.allSettled(
        [...there].map(([path, object]) =>
          limit(async () => {
            if (isOver || !isShared(path) || !wanted(path) || !this.needs(path, object)) return;
            await this.bring(path, object).catch((error: unknown) => {
              isOver = true;
              throw error;
            });
            moved.files++;
            moved.bytes += object.bytes;
          })
        )
      );
      const failed = ends.find((end) => end.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    } finally {
      await this.index.save();
    }
    return moved;
  }

  /** Puts what is new or other here than in the bucket, and removes there what was removed here. Returns how many went. */
  async push(): Promise<Moved> {
    const {bucket, prefix, folder} = this.options;
    const files = sharedFiles(folder);
    const present = new Set(files);
    const changed = files.filter((path) => {
      const stats = statSync(join(folder, path), {throwIfNoEntry: false});
      return stats !== undefined && !this.index.isClean(path, stats);
    });
    try {
      const moved = await pushFiles({bucket, prefix, folder, index: this.index, changed});
      for (const path of this.index.paths()) {
        if (present.has(path) || statSync(join(folder, path), {throwIfNoEntry: false}) !== undefined)
          continue;
        await bucket.remove(prefix + path);
        this.index.delete(path);
      }
      return moved;
    } finally {
      await this.index.save();
    }
  }

  /** Files that were removed from the bucket since, and that nobody changed here. */
  private removeGone(there: ReadonlyMap<string, StoredObject>): void {
    for (const path of this.index.paths()) {
      const file = join(this.options.folder, path);
      const stats = statSync(file, {throwIfNoEntry: false});
      if (there.has(path) && stats !== undefined) continue;
      if (stats !== undefined && this.index.isClean(path, stats)) rmSync(file, {force: true});
      this.index.delete(path);
    }
  }

  private needs(path: string, {bytes, etag}: StoredObject): boolean {
    const file = join(this.options.folder, path);
    const stats = statSync(file, {throwIfNoEntry: false});
    if (stats === undefined) return true;
    if (this.index.get(path)?.etag === etag) return false;
    if (this.index.isClean(path, stats)) return true;
    if (stats.size === bytes && hashOf(file, "md5") === etag.replaceAll('"', "")) {
      this.index.set(path, etag, stats, hashOf(file, "sha256"));
      return false;
    }
    const aside = join(`${this.options.index}-aside`, path);
    mkdirSync(dirname(aside), {recursive: true});
    renameSync(file, aside);
    this.options.onAside?.(path, aside);
    return true;
  }

  private async bring(path: string, {bytes}: StoredObject): Promise<void> {
    const {bucket, prefix, folder} = this.options;
    const file = join(folder, path);
    mkdirSync(dirname(file), {recursive: true});
    const temporary = temporaryName(file);
    try {
      const etag = await bucket.download(prefix + path, temporary);
      if (etag === null) return;
      const stats = statSync(temporary);
      if (stats.size !== bytes)
        throw new UserError(
          `${bucket.name(prefix + path)}: ${stats.size} bytes came, the list says ${bytes}: it was written meanwhile: run again`
        );
      renameSync(temporary, file);
      this.index.set(path, etag, statSync(file), hashOf(file, "sha256"));
    } finally {
      rmSync(temporary, {force: true});
    }
  }
}

/** Hash of a file; the MD5 is the version of an object that was put in one piece. */
function hashOf(file: string, algorithm: "sha256" | "md5"): string {
  const descriptor = openSync(file, "r");
  try {
    return openHash(descriptor, algorithm);
  } finally {
    closeSync(descriptor);
  }
}
