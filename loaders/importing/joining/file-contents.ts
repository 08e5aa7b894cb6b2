import {textHash} from "./text-hash.js";

/** Files with fewer completions may say the same by chance. */
const FEWEST = 8;
/** More files are not compared: some formats have one for each sample. */
const MOST_FILES = 10_000;

interface FileContent {
  name: string;
  completions: number;
  /** Sums of 32-bit hashes of problem and text: the order of the rows does not count. */
  first: number;
  second: number;
}

/**
 * Which files of a policy hold the same completions of the same problems, in whatever order and format. Seeds that a server takes
 * no notice of give such files, and so does a file that was packed or written anew: they stay, and it is told.
 */
export class FileContents {
  private readonly files = new Map<number, FileContent>();
  private lastProblem: string | null = null;
  private problemHash = 0;

  /** A completion of a file; `hash` is of its text. */
  add({fileNumber, file}: {fileNumber: number; file: string}, problemId: string, hash: number): void {
    let content = this.files.get(fileNumber);
    if (content === undefined) {
      if (this.files.size >= MOST_FILES) return;
      content = {name: file, completions: 0, first: 0, second: 0};
      this.files.set(fileNumber, content);
    }
    if (problemId !== this.lastProblem) {
      this.lastProblem = problemId;
      this.problemHash = textHash(problemId);
    }
    content.completions++;
    content.first = (content.first + mixed(hash ^ this.problemHash, 0x9e3779b1)) | 0;
    content.second = (content.second + mixed(hash, this.problemHash | 1)) | 0;
  }

  /** A note for each file that says what an earlier one says. */
  *repeats(): Generator<{note: string; completions: number}> {
    const known = new Map<string, string>();
    for (const {name, completions, first, second} of this.files.values()) {
      if (completions < FEWEST) continue;
      const key = `${completions} ${first} ${second}`;
      const earlier = known.get(key);
      if (earlier === undefined) known.set(key, name);
      else yield {note: `${name} holds the same completions as ${earlier}: both count`, completions};
    }
  }
}

function mixed(hash: number, factor: number): number {
  const product = Math.imul(hash ^ (hash >>> 16), factor);
  return Math.imul(product ^ (product >>> 15), 0x85ebca6b);
}
