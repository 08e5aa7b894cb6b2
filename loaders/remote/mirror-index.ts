import {existsSync, readFileSync, type Stats} from "node:fs";
import {type} from "arktype";
import {writeTextAtomically} from "../store/write-file.js";

const indexSchema = type({
  "[string]": {etag: "string", bytes: "number", changed: "number", sha256: "string | null"}
});

/** A file of a mirror as it was when the bucket had the same: the version there, and what the file system said of it here. */
export type MirroredFile = (typeof indexSchema.infer)[string];

/** What a mirror knows to be the same in its folder and in the bucket, by path. */
export class MirrorIndex {
  private readonly file: string;
  private readonly files: Map<string, MirroredFile>;

  constructor(file: string) {
    this.file = file;
    this.files = new Map(Object.entries(readIndex(file)));
  }

  get(path: string): MirroredFile | undefined {
    return this.files.get(path);
  }

  set(path: string, etag: string, {size, mtimeMs}: Stats, sha256: string | null): void {
    this.files.set(path, {etag, bytes: size, changed: mtimeMs, sha256});
  }

  delete(path: string): void {
    this.files.delete(path);
  }

  paths(): string[] {
    return [...this.files.keys()];
  }

  /** Whether a file is as it was when the bucket had the same. */
  isClean(path: string, {size, mtimeMs}: Stats): boolean {
    const known = this.files.get(path);
    return known?.bytes === size && known.changed === mtimeMs;
  }

  async save(): Promise<void> {
    await writeTextAtomically(this.file, JSON.stringify(Object.fromEntries(this.files)) + "\n");
  }
}

/** A file that is none is as good as none: what it knew is found again by comparing. */
function readIndex(file: string): Record<string, MirroredFile> {
  if (!existsSync(file)) return {};
  try {
    return indexSchema.assert(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
