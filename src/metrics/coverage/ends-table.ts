import type {CoverageTableOptions} from "./coverage-table.js";
import type {BenchmarkEnds} from "./curve-ends.js";
import type {TrainingSpread} from "./training-spread.js";

/** Both ends of the pass@k curves of an experiment: src/data/<experiment>-ends.json. */
export interface EndsTable extends Pick<CoverageTableOptions, "level" | "replicates" | "seed"> {
  /** What the others were trained from; null where the experiment has no base. */
  base: string | null;
  /** What `difference` is taken from; null where the experiment has nothing to compare with. */
  reference: string | null;
  /** In the experiment's order; those without verdicts are missing. */
  benchmarks: BenchmarkEnds[];
  /** By benchmark, where there are two runs or more that differ in the seed alone. */
  spreads: TrainingSpread[];
}
