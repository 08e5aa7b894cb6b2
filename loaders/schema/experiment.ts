import {type} from "arktype";
import {noteSchema} from "./study/notes.js";
import {experimentIds, type ExperimentId} from "../../src/contents/experiments.js";

/** Which policies are compared on which benchmarks, for one row of the paper. */
export interface Experiment {
  id: ExperimentId;
  /** Ids, in the order of the study file. */
  policies: string[];
  benchmarks: string[];
  /** Completions per problem; null leaves each policy its own n, up to the benchmark's. */
  n: number | null;
  /** Markdown that the report shows on its page; null for none. */
  notes: string | null;
}

/** An experiment as it stands in a study file. */
export const experimentSchema = type({
  "+": "reject",
  id: type.enumerated(...experimentIds),
  policies: "string[] >= 1",
  benchmarks: "string[] >= 1",
  "n?": "1 <= number.integer <= 16777216",
  "notes?": noteSchema
});
