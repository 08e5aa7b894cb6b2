import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {readTextFile} from "../../../schema/text-file.js";
import {UserError} from "../../../schema/user-error.js";
import {endpointUrl} from "./endpoint-url.js";

/** How often a file of endpoints is looked at. */
const lookMs = 2000;

/**
 * The addresses of a model's servers: one, or those of a file, a line each, or of all files of a folder, into which each server puts one.
 * Both may change while a run goes on. `#` begins a comment.
 */
export class EndpointList {
  private readonly file: string | null;
  private readonly where: string;
  private known: readonly string[];
  private stamp = "";
  private nextLook = 0;

  /** Throws a UserError for a line that is no address, and for a file without any. */
  constructor(source: {url: string} | {file: string}, where: string) {
    this.where = where;
    this.file = "file" in source ? source.file : null;
    this.known = "url" in source ? [endpointUrl(source.url, where)] : [];
    if (this.file === null) return;
    this.known = this.read(this.file);
    if (this.known.length === 0 && !isFolder(this.file))
      throw new UserError(`${this.file}: no address of a server; write one a line (${where})`);
  }

  /** The addresses now. A file that is gone, empty or broken for a moment leaves those of before. */
  get urls(): readonly string[] {
    if (this.file === null || performance.now() < this.nextLook) return this.known;
    this.nextLook = performance.now() + lookMs;
    try {
      const stamp = isFolder(this.file) ? filesOf(this.file).map(stampOf).join(" ") : stampOf(this.file);
      if (stamp === this.stamp) return this.known;
      const urls = this.read(this.file);
      if (urls.length > 0) this.known = urls;
      this.stamp = stamp;
    } catch {
      // It is looked at again.
    }
    return this.known;
  }

  /**
   * The addresses to begin with: of a folder into which no server has put one yet, the first that comes. Throws a UserError after
   * `patience` seconds without any.
   */
  async first(patience: number, clock: {sleep(ms: number): Promise<void>}): Promise<readonly string[]> {
    for (let waited = 0; this.urls.length === 0; waited++) {
      if (waited >= patience)
        throw new UserError(
          `${this.where}: no server has put its address into ${this.file!} in ${patience} s`
        );
      await clock.sleep(1000);
    }
    return this.urls;
  }

  /** The addresses of one server's file; none where it is gone by now, or was left half written. */
  private readServer(file: string): string[] {
    try {
      return this.read(file);
    } catch {
      return [];
    }
  }

  private read(file: string): string[] {
    if (isFolder(file)) return [...new Set(filesOf(file).flatMap((each) => this.readServer(each)))];
    const lines = readTextFile(file)
      .split("\n")
      .map((line) => line.replace(/#.*/, "").trim());
    const urls = lines.flatMap((line, i) => (line === "" ? [] : [endpointUrl(line, `${file}:${i + 1}`)]));
    return [...new Set(urls)];
  }
}

/** The files of a folder, in order: those that start with a dot are being written. */
function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => join(folder, name));
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
}

function stampOf(file: string): string {
  const {mtimeMs, size, ino} = statSync(file);
  return `${mtimeMs} ${size} ${ino}`;
}
