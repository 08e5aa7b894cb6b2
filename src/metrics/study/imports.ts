/** What the import of one policy on one benchmark brought and what it left out: a row of src/data/imports.json. */
export interface ImportedCell {
  policy: string;
  benchmark: string;
  /** Ids of the formats of its files. */
  formats: string[];
  /** Files of the policy that were read, on all its benchmarks. */
  files: number;
  problems: number;
  /** Completions, or tries behind bare counts. */
  completions: number;
  /** Completions of a problem, the fewest, the median and the most; null for bare counts. */
  n: {least: number; median: number; most: number} | null;
  /** Completions that say the same as an earlier one of their problem. */
  repeats: number;
  /** Problems with several completions that all say the same. */
  constant: number;
  /** Completions without any text. */
  empty: number;
  /** Rows that became no completion, by reason, with the first ones. */
  skipped: {reason: string; rows: number; examples: string[]}[];
  /** What was done to rows, or is to be known of them. */
  notes: {note: string; rows: number}[];
  /** Words for the end of a completion that mean neither `stop` nor `length`. */
  unknownFinish: {word: string; completions: number}[];
  /** What the tool says of whole problems, its mean over them. */
  problemMetrics: {metric: string; problems: number; mean: number | null}[];
  /** Problems that only this policy has, and that it lacks, beside the first policy of the benchmark. */
  alone: number;
  missing: number;
  /** Problems whose prompt, or reference answer, is another one than the first policy's. */
  otherPrompt: number;
  otherGold: number;
}

/** What was imported, and files of the policies that were left out: src/data/imports.json. */
export interface ImportsTable {
  cells: ImportedCell[];
  leftOut: {policy: string; name: string; why: string}[];
}
