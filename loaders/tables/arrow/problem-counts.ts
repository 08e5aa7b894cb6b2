import {readFile} from "node:fs/promises";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {selectedTallies} from "../../../src/sql/tally-selection.js";
import type {Database} from "../../store/database.js";
import type {ReportInput} from "../views/report-input.js";
import {arrowTable} from "./arrow-table.js";
import {studyVerifiers, withTallies} from "./tallies.js";

const sql = new URL("../../../src/sql/problem-counts.sql", import.meta.url);

/**
 * Correct and judged completions of each (benchmark, policy, problem), as the benchmark's verifier sees them, of one
 * experiment or (null) of the whole study. `database` has the tables that `withTallies` makes.
 */
export async function problemCounts(
  database: Database,
  input: ReportInput,
  experiment: string | null = null
): Promise<ProblemCount[]> {
  return database.rows<ProblemCount>(await problemCountsQuery(input, experiment));
}

/** The counts of the whole study as an Arrow IPC stream, for the explorer. */
export async function problemCountsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return withTallies(environment, async (database, input) =>
    arrowTable(await database.columns(await problemCountsQuery(input, null)))
  );
}

async function problemCountsQuery({study}: ReportInput, experiment: string | null): Promise<string> {
  return selectedTallies(await readFile(sql, "utf8"), {experiment, verifiers: studyVerifiers(study)});
}
