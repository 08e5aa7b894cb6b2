import type {RawCompletion} from "./raw-completion.js";

/** What detection looks at: a file may have any name. */
export interface FileStart {
  file: string;
  /** The first bytes, 64 KiB at most. */
  bytes: Uint8Array;
  /** The first line as parsed JSON; undefined where it is none. */
  firstRow: unknown;
}

export interface ImportOptions {
  /** Names of the file's columns, by our name: `{completion: "output"}`. For formats whose columns are the user's. */
  columns: Readonly<Record<string, string>>;
}

/**
 * A format of raw samples, as `--format ID` names it. It is in a folder of its own, which exports one of these, and has one
 * line in registry.ts.
 */
export interface Importer {
  readonly id: string;
  /** For messages: `JSON lines with a completion each`. */
  readonly what: string;
  /** Asked after the others what a file is: its content may be of a narrower format too. */
  readonly isGeneric?: boolean;
  /** Whether a file is of this format, by its content. */
  detects(start: FileStart, options: ImportOptions): boolean;
  /** The completions in the file's order. Throws a UserError that names file and line of what cannot be read. */
  read(file: string, options: ImportOptions): AsyncIterable<RawCompletion>;
}
