import {basename} from "node:path";

/** Of rows whose file names no benchmark. */
const UNNAMED_BENCHMARK = "problems";

/** A tool's name of a set of problems as an id: `leaderboard|MATH 500|0` is `leaderboard-math-500-0`. */
export function benchmarkId(name: string | null): string {
  const id = (name ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, 80);
  return id === "" ? UNNAMED_BENCHMARK : id;
}

/** The id of the set that a file of problems holds: its name without what its format adds. */
export function fileBenchmarkId(file: string): string {
  return benchmarkId(basename(file).replace(/\.(jsonl?|gz|zst)/g, ""));
}
