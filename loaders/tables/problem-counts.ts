import {readFile} from "node:fs/promises";
import type {ProblemCount} from "../../src/metrics/coverage-table.js";
import type {Database} from "../store/database.js";
import {arrowTable} from "./arrow-table.js";
import {withCompletions} from "./with-completions.js";

const sql = new URL("../../src/sql/problem-counts.sql", import.meta.url);

/** Correct and judged completions of each (benchmark, policy, problem), from the view `completions`. */
export async function problemCounts(database: Database): Promise<ProblemCount[]> {
  return database.rows<ProblemCount>(await readFile(sql, "utf8"));
}

/** The same as an Arrow IPC stream, for the explorer. */
export async function problemCountsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const query = await readFile(sql, "utf8");
  return withCompletions(environment, async (database) => arrowTable(await database.columns(query)));
}
