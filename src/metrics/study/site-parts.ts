/** Where a site says which of its large data it has, below its root. */
export const SITE_PARTS = "_parts.json";

/**
 * What a built site has of the data that grow with the study, and what it leaves out to keep within its bytes: `_parts.json`.
 * It depends on how large the site may be, and belongs to no report's identity.
 */
export interface SiteParts {
  /** Bytes that the whole site may have; null for any number. */
  siteBytes: number | null;
  /** The table `completions` in files, in the order of its rows. */
  completions: CompletionPart[];
  /** Benchmarks whose completions are not in the site, in the study's order. */
  withoutCompletions: MissingCompletions[];
  /** Problems whose texts are not in the site, by benchmark, in the study's order; benchmarks that have all are not listed. */
  withoutTexts: MissingTexts[];
}

/** A benchmark whose completions a site leaves out. */
export interface MissingCompletions {
  benchmark: string;
  /** How many there are. */
  rows: number;
  /** What they would have taken. */
  bytes: number;
}

/** Problems of a benchmark of which a site leaves out what policies wrote. */
export interface MissingTexts {
  benchmark: string;
  /** Ids of the problems. */
  problemIds: string[];
  /** What their files would have taken. */
  bytes: number;
}

/** src/data/left-out.json: what is not even made for a site, because it has no room for it whatever else it holds. */
export interface LeftOut {
  /** Benchmarks without completions in the table `completions`; bytes as estimated. */
  completions: MissingCompletions[];
}

/** A part of the table `completions`: an Arrow IPC stream with the columns of the whole. */
export interface CompletionPart {
  /** From the site's root. */
  path: string;
  /** Whose completions all its rows are; null where it has none. */
  benchmark: string | null;
  /** How many it has. */
  rows: number;
  /** Size of the file. */
  bytes: number;
}

/** In the place of an Arrow table that is too large for one file: its parts in the order of its rows. */
export interface TableParts {
  /** In the order of the rows. */
  parts: TablePartFile[];
}

/** A part of a table that is too large for one file. */
interface TablePartFile {
  /** Its name beside the file that names it. */
  file: string;
  /** How many it has. */
  rows: number;
  /** Size of the file. */
  bytes: number;
}
