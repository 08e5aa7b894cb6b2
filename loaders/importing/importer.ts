import type {Domain} from "../schema/domain.js";
import type {FileStart} from "./files/file-start.js";
import type {RawFile} from "./files/raw-file.js";
import type {RawRow} from "./raw-row.js";

/** What an importer may ask while it reads. */
export interface ImportContext {
  /** Names of the file's columns, by our name: `{completion: "output"}`; dots reach into objects. For formats whose columns are the user's. */
  columns: Readonly<Record<string, string>>;
  /** All files of the same policy, this one included: tools spread what they know over several. */
  files: readonly RawFile[];
}

/**
 * A format of raw samples, as `--format ID` names it. It is one file in formats/, which exports one of these, and has one
 * line in registry.ts.
 */
export interface Importer {
  readonly id: string;
  /** For messages: `samples_*.jsonl of lm-eval`. */
  readonly what: string;
  /** What its files are told by, for a file that no format takes: `doc_id, resps and filter in each line`. */
  readonly sign: string;
  /** What the problems of such files ask for, where all of them ask for the same. */
  readonly domain?: Domain;
  /** Asked after the others what a file is: its content may be of a narrower format too. */
  readonly isGeneric?: boolean;
  /** A file holds one completion: two with the same bytes are two. */
  readonly isSingle?: boolean;
  /** Its rows say what the file's path, or that of a file beside it, tells: under another name the rows are others. */
  readonly readsNames?: boolean;
  /** Whether a file is of this format, by its content. */
  detects(start: FileStart, context: Pick<ImportContext, "columns">): boolean;
  /** Whether a file belongs to the format and holds no completions: results, metrics. It is not read by itself. */
  accompanies?: (start: FileStart) => boolean;
  /**
   * The rows in the file's order, in batches of whatever size. What cannot be read becomes a skipped row; a UserError is for
   * a file of which nothing can be.
   */
  read(file: RawFile, context: ImportContext): AsyncIterable<readonly RawRow[]>;
}
