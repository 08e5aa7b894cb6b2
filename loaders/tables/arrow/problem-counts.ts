import {readFile} from "node:fs/promises";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {selectedTallies, type TallySelection} from "../../../src/sql/tally-selection.js";
import type {Database} from "../../store/database.js";
import type {ReportInput} from "../views/report-input.js";
import {arrowTable} from "./arrow-table.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {studyVerifiers} from "./tallies.js";

/** Which completions are counted; all where nothing is said. */
export type CountSelection = Partial<Pick<TallySelection, "experiment" | "most">>;

const sql = new URL("../../../src/sql/problem-counts.sql", import.meta.url);

/**
 * Correct and judged completions of each (benchmark, policy, problem), as the benchmark's verifier sees them, of one
 * experiment or of the whole study. `database` has the tables that `withPartialCounts` makes.
 */
export async function problemCounts(
  database: Database,
  input: ReportInput,
  selection: CountSelection = {}
): Promise<ProblemCount[]> {
  return database.rows<ProblemCount>(await problemCountsQuery(input, selection));
}

/** The counts of the whole study as an Arrow IPC stream, for the explorer. */
export async function problemCountsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return withPartialCounts(environment, async (database, input) =>
    arrowTable(await database.columns(await problemCountsQuery(input, {})))
  );
}

async function problemCountsQuery(
  {study}: ReportInput,
  {experiment = null, most = null}: CountSelection
): Promise<string> {
  return selectedTallies(await readFile(sql, "utf8"), {experiment, most, verifiers: studyVerifiers(study)});
}
