import {outputEntropy, type OutputEntropy} from "../../../src/metrics/perplexity/output-entropy.js";
import {cellRows} from "../views/cell-rows.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

const sql = `
  SELECT benchmark, policy, problem_id, entropy, entropy_tokens AS tokens
  FROM partial_problems WHERE entropy IS NOT NULL ORDER BY benchmark, policy, problem_id`;

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
  return withPartialCounts(environment, async (database, {study}) => {
    const rows = await database.rows<EntropyRow>(sql);
    const {level} = study.bootstrap;
    return cellRows(rows, study).map(({benchmark, policy, rows: problems}) => ({
      benchmark,
      policy,
      problems: problems.length,
      ...outputEntropy(problems, {level})
    }));
  });
}
