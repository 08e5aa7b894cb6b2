import {countColumns} from "../schema/imported-count.js";
import type {Database} from "./database.js";
import {selectFiles} from "./read-files.js";

/** SQL for imported counts, those of one problem and verifier from several rows added: problem_id, verifier, n, c. */
export async function selectCounts(database: Database, files: readonly string[]): Promise<string> {
  return `SELECT problem_id, verifier, sum(n)::INTEGER AS n, sum(c)::INTEGER AS c
    FROM (${await selectFiles(database, files, countColumns)}) GROUP BY problem_id, verifier`;
}
