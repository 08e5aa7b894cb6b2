import type {ProblemCount} from "../counts/problem-count.js";
import type {ComparedPolicy, CoverageTable, CoverageTableOptions} from "../coverage/coverage-table.js";
import type {DropResult} from "./drop-result.js";

/** A file that a reader gave, and whose completions it holds. */
export interface DroppedFile {
  file: File;
  /** Files of one policy are read one after the other, as `npm run import -- NAME=FILE FILE` reads them. */
  policy: string;
}

/** Files to read, and what must be said of them. */
export interface DropRequest {
  /** In the order of the drop. */
  files: readonly DroppedFile[];
  /** Names of the files' columns, by ours, as `--map` has them. */
  columns: Readonly<Record<string, string>>;
  /** Id of the benchmark of every row; null: what the files call it. */
  benchmark: string | null;
}

/** What the page asks the worker, each with a number that the answer repeats. */
export type WorkerQuestion = {id: number} & (
  | {ask: "read"; request: DropRequest}
  | {
      ask: "estimate";
      counts: readonly ProblemCount[];
      policies: readonly ComparedPolicy[];
      options: CoverageTableOptions;
    }
);

/** What the worker answers. `done` and `failed` end a question; bytes are of the files as they are on the disk. */
export type WorkerAnswer = {id: number} & (
  | {answer: "progress"; bytes: number; total: number}
  | {answer: "done"; value: DropResult | CoverageTable}
  | {answer: "failed"; message: string}
);
