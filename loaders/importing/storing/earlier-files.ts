import {createHash} from "node:crypto";
import type {RawFile} from "../files/raw-file.js";

/** Files whose first bytes differ are not compared any further. */
const START_BYTES = 65_536;

/** A file as far as it tells whether it was there before. */
export interface ComparedFile {
  file: RawFile;
  /** Of the file on the disk. */
  sha256: string;
  /** Files with other words are never one. */
  words: string;
}

/**
 * Finds files whose content was there before, packed otherwise or not: `a.jsonl` and `a.jsonl.gz`. Files on the disk are compared by
 * their hashes; where archives or packed files are among them, those that begin alike are unpacked.
 */
export class EarlierFiles<T extends ComparedFile> {
  private readonly byHash = new Map<string, T>();
  private readonly byStart = new Map<string, T[]>();
  private readonly hashes = new Map<T, Promise<string>>();
  private readonly mayBePacked: boolean;

  /** `mayBePacked`: whether any of the files to come is packed, or in an archive. */
  constructor(mayBePacked: boolean) {
    this.mayBePacked = mayBePacked;
  }

  /** The first file with the same content and words; undefined where there is none, and `file` is the first. */
  async find(compared: T): Promise<T | undefined> {
    const {file, sha256, words} = compared;
    const key = JSON.stringify([sha256, file.inner, words]);
    const same = this.byHash.get(key) ?? (this.mayBePacked ? await this.unpackedAlike(compared) : undefined);
    if (same === undefined) this.byHash.set(key, compared);
    return same;
  }

  private async unpackedAlike(compared: T): Promise<T | undefined> {
    const start = JSON.stringify([await startHash(compared.file), compared.words]);
    const alike = this.byStart.get(start);
    if (alike === undefined) {
      this.byStart.set(start, [compared]);
      return undefined;
    }
    const hash = await this.unpackedHash(compared);
    for (const other of alike) if ((await this.unpackedHash(other)) === hash) return other;
    alike.push(compared);
    return undefined;
  }

  private unpackedHash(compared: T): Promise<string> {
    let hash = this.hashes.get(compared);
    if (hash === undefined) this.hashes.set(compared, (hash = contentHash(compared.file)));
    return hash;
  }
}

async function contentHash(file: RawFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.chunks()) hash.update(chunk);
  return hash.digest("hex");
}

async function startHash(file: RawFile): Promise<string> {
  const hash = createHash("sha256");
  let left = START_BYTES;
  for await (const chunk of file.chunks()) {
    hash.update(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return hash.digest("hex");
}
