import type {RecipeComparison} from "./recipe-comparison.js";
import type {RunFamily} from "./run-family.js";

/** Recipes of which the study has several training runs: src/data/runs.json. */
export interface RunsTable {
  /** Of every interval. */
  level: number;
  /** In the study's order of benchmarks and recipes. */
  families: RunFamily[];
  /** Recipes that are compared as algorithms, by benchmark. */
  comparisons: RecipeComparison[];
}
