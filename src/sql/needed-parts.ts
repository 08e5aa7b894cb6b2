import {benchmarkFilter} from "./benchmark-filter.js";

/**
 * Places of the parts of `completions` that a query has to have: those of the benchmarks that it certainly reads alone, else
 * all. At least one where there are any, so that the columns are known.
 */
export function neededParts(sql: string, parts: readonly {benchmark: string | null}[]): number[] {
  const benchmarks = benchmarkFilter(sql);
  const all = parts.map((_, i) => i);
  if (benchmarks === null) return all;
  const needed = all.filter((i) => benchmarks.includes(parts[i]!.benchmark ?? ""));
  return needed.length > 0 ? needed : all.slice(0, 1);
}
