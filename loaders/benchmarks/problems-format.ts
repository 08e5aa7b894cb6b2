import {type BenchmarkFormat} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {readBenchmark} from "./read-benchmark.js";

const formats: readonly Exclude<BenchmarkFormat, "imported">[] = [
  "problems",
  "evalplus",
  "human-eval",
  "live-code-bench",
  "mathvista",
  "mathvision",
  "math"
];

/** The format of a file of problems: the first one that reads it. Throws a UserError where none does. */
export function problemsFormat(file: string): Exclude<BenchmarkFormat, "imported"> {
  let first: unknown;
  for (const format of formats) {
    try {
      if (readBenchmark({id: "problems", problems: file, format, multipleChoice: true}).length > 0)
        return format;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      first ??= error;
    }
  }
  const why = first instanceof Error ? `: ${first.message}` : "";
  throw new UserError(`${file} is no file of problems that is known (${formats.join(", ")})${why}`);
}
