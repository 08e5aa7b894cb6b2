import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {StudySummary} from "../study/study-summary.js";
import type {PublishedInputs} from "./published-inputs.js";

/** One of two reports that are read side by side: the tables of it that every built report has. */
export interface ReportSide {
  /** What the reader calls it: its file or folder. */
  name: string;
  study: StudySummary;
  counts: BenchmarkCounts[];
  /** What a published report says that it is made of; left out for any other. */
  inputs?: PublishedInputs;
}
