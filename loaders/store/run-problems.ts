import type {Study} from "../schema/study.js";
import type {RunFolder} from "./run-folder.js";

/** A study whose imported problems are those of a run. */
export function inRun(study: Study, run: RunFolder): Study {
  return {
    ...study,
    benchmarks: study.benchmarks.map((benchmark) =>
      benchmark.format === "imported" ? {...benchmark, problems: run.problems(benchmark.id)} : benchmark
    )
  };
}
