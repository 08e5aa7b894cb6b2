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
  skipped: SkippedKind[];
  /** What was done to rows, or is to be known of them. */
  notes: RowNote[];
  /** Words for the end of a completion that mean neither `stop` nor `length`. */
  unknownFinish: UnknownFinish[];
  /** What the tool says of whole problems, its mean over them. */
  problemMetrics: ProblemMetricMean[];
  /** Problems that only this policy has, beside the first policy of the benchmark. */
  alone: number;
  /** Problems of that policy which this one lacks. */
  missing: number;
  /** Problems whose prompt is another one than the first policy's, counted up to 100. */
  otherPrompt: number;
  /** Problems whose reference answer is another one, counted up to 100. */
  otherGold: number;
}

/** Rows that were skipped for one reason. */
interface SkippedKind {
  /** Few words, the same for all of them. */
  reason: string;
  /** How many there are. */
  rows: number;
  /** Place and content of the first ones. */
  examples: string[];
}

/** What is to be known of some rows. */
interface RowNote {
  /** In the importer's words. */
  note: string;
  /** How many it is true of. */
  rows: number;
}

/** A word for the end of a completion. */
interface UnknownFinish {
  /** As the file has it. */
  word: string;
  /** How many ended so. */
  completions: number;
}

/** What a tool says of whole problems. */
interface ProblemMetricMean {
  /** `FORMAT@METRIC`. */
  metric: string;
  /** How many have a value. */
  problems: number;
  /** Mean of the values; null where they are no numbers. */
  mean: number | null;
}

/** A file of a policy that was not read. */
interface LeftOutFile {
  /** Id of the policy. */
  policy: string;
  /** Its name below what the policy's files have in common. */
  name: string;
  /** Why it was not read. */
  why: string;
}

/** What was imported, and files of the policies that were left out: src/data/imports.json. */
export interface ImportsTable {
  /** By policy and benchmark, in the study's order. */
  cells: ImportedCell[];
  /** Files that were not read. */
  leftOut: LeftOutFile[];
}
