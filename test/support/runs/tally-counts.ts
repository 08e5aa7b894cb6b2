import {readFile} from "node:fs/promises";
import {withPartialCounts} from "../../../loaders/tables/partial/with-partial-counts.js";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {selectedTallies} from "../../../src/sql/tally-selection.js";

const sql = new URL("../../../src/sql/problem-counts.sql", import.meta.url);

/** Counts of one benchmark of the experiment `math`, by DuckDB in Node with the query that the browser sends. */
export async function tallyCounts(
  {study, runs}: {study: string; runs: string},
  benchmark: string,
  withoutTruncated: boolean
): Promise<ProblemCount[]> {
  const query = selectedTallies(await readFile(sql, "utf8"), {
    experiment: "math",
    verifiers: new Map([[benchmark, "countdown@steps"]]),
    withoutTruncated
  });
  return withPartialCounts({BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs}, (database) =>
    database.rows<ProblemCount>(query)
  );
}
