/** A file of a public set as its authors publish it. */
export interface PublicFile {
  name: string;
  url: string;
  /** Of the file as published; null where nobody here has seen it: what a first fetch finds then holds. */
  sha256: string | null;
  /** Null where not known. */
  bytes: number | null;
  /** An archive of pictures, which is unpacked beside the problems; a mirror may lack it. */
  pictures?: true;
}

/** What is done with the files once they are there; without it the first one is what a study reads. */
export type Preparation =
  /** Lines of all files whose contest date lies in these months, both included. */
  | {kind: "window"; from: string; to: string}
  /** So many lines, those with the least SHA-256: a draw that everybody repeats. */
  | {kind: "draw"; count: number}
  /** The rows of a Parquet file with a problem, its answer and its picture, which is put beside. */
  | {kind: "pictured-rows"};

/** A public set of problems that studies name by its id. */
export interface PublicBenchmark {
  id: string;
  title: string;
  /** Where its authors describe it. */
  page: string;
  /** Commit, release or branch of the files. */
  revision: string;
  licence: string;
  files: readonly PublicFile[];
  prepare?: Preparation;
  /** Layout of the file that a study reads: a `BenchmarkFormat`. */
  format: "problems" | "math" | "evalplus" | "human-eval" | "live-code-bench" | "mathvista" | "mathvision";
  verifier: string;
  /** Template in data/prompts that fits it. */
  prompt: string;
  /** Problems that a study reads, multiple choice left out. */
  problems: number;
  /** With multiple choice, where that is more. */
  withMultipleChoice?: number;
  /** What the harness calls it, which decides how its gold is extracted; default: its id. */
  harness?: string;
  /** What to know before it is used. */
  notes?: string;
}
