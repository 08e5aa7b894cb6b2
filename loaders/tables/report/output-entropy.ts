import {readFile} from "node:fs/promises";
import {outputEntropy, type OutputEntropy} from "../../../src/metrics/perplexity/output-entropy.js";
import {cellRows} from "../views/cell-rows.js";
import {withCompletions} from "../views/with-completions.js";

const sql = new URL("../../../src/sql/output-entropy.sql", import.meta.url);

interface EntropyRow {
  benchmark: string;
  policy: string;
  problem_id: string;
  entropy: number;
  tokens: number;
}

/**
 * The output entropy of every policy on every benchmark, with its interval over problems; benchmarks and policies in the
 * study's order. A policy whose engine reports no entropy has no row.
 */
export async function outputEntropyTable(environment: NodeJS.ProcessEnv): Promise<OutputEntropy[]> {
  return withCompletions(environment, async (database, {study}) => {
    const rows = await database.rows<EntropyRow>(await readFile(sql, "utf8"));
    const {level} = study.bootstrap;
    return cellRows(rows, study).map(({benchmark, policy, rows: problems}) => ({
      benchmark,
      policy,
      problems: problems.length,
      ...outputEntropy(problems, {level})
    }));
  });
}
