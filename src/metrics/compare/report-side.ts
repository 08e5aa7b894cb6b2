import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {StudySummary} from "../study/study-summary.js";

/** One of two reports that are read side by side: the tables of it that every built report has. */
export interface ReportSide {
  /** What the reader calls it: its file or folder. */
  name: string;
  study: StudySummary;
  counts: BenchmarkCounts[];
}
