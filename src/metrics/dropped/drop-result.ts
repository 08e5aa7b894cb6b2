/** What was read of the files that a reader gave. */
export interface DropResult {
  /** In the order of the drop. */
  files: ReadFileNote[];
  /** In the order in which the files name them. A file of counts of several systems names several. */
  policies: DroppedPolicy[];
}

/** What became of a file. */
export interface ReadFileNote {
  name: string;
  /** Id of its format; null where it holds no completions. */
  format: string | null;
  /** Why it was not read: an error, the same bytes as another one; null where it was. */
  leftOut: string | null;
  /** Whether it was left out because it cannot be read. */
  isError: boolean;
}

export interface DroppedPolicy {
  policy: string;
  benchmarks: DroppedBenchmark[];
}

/** Rows that became no completion, of one kind. */
interface SkippedRows {
  rows: number;
  /** `a.jsonl:3: Unexpected end of JSON input`, the first ones. */
  examples: string[];
}

/** What the files of a policy hold of one benchmark. */
export interface DroppedBenchmark {
  benchmark: string;
  /** Ids. */
  formats: string[];
  problems: number;
  /** Completions with text. */
  completions: number;
  /** Tries behind bare counts. */
  counted: number;
  /** Completions that say the same as an earlier one of their problem. */
  identicalRepeats: number;
  /** Problems with a reference answer. */
  withGold: number;
  skipped: Record<string, SkippedRows>;
  /** How often what is to be known occurred, by its words. */
  notes: Record<string, number>;
  /** What a tool says of each problem as a whole: it judges no completion. */
  problemMetrics: Record<string, {problems: number; mean: number | null}>;
  /** The verifier that `npm run import` would use for the tables. */
  usualVerifier: string;
  /** What each verifier counted, ours too where it judged. */
  verdicts: VerifierCounts[];
}

/** Judged and correct completions of each problem, in one order. */
export interface VerifierCounts {
  verifier: string;
  problemIds: string[];
  /** Completions with a verdict. */
  n: number[];
  /** Correct ones among them. */
  c: number[];
}

/** Mean over problems of the share that is correct; NaN where nothing was judged. */
export function passAtOne({n, c}: Pick<VerifierCounts, "n" | "c">): number {
  return n.reduce((sum, each, i) => sum + c[i]! / each, 0) / n.length;
}
