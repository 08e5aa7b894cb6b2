import {readFile} from "node:fs/promises";
import {coverageAtCost, type PolicyCost} from "../../../src/metrics/coverage/coverage-at-cost.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {cellRows} from "../views/cell-rows.js";
import {withCompletions} from "../views/with-completions.js";

const sql = new URL("../../../src/sql/token-use.sql", import.meta.url);

interface TokenRow {
  benchmark: string;
  policy: string;
  problem_id: string;
  n: number;
  c: number;
  tokens: number | null;
}

/**
 * Coverage of every policy on every benchmark against the tokens that it costs, up to the smallest n of the problems; in the
 * study's order. A policy some of whose tokens are unknown has no cost and is left out. Policies of a benchmark share the resampled problems of their bands.
 */
export async function coverageAtCostTable(environment: NodeJS.ProcessEnv): Promise<PolicyCost[]> {
  return withCompletions(environment, async (database, {study}) => {
    const rows = await database.rows<TokenRow>(await readFile(sql, "utf8"));
    const {level, replicates, seed} = study.bootstrap;
    return cellRows(rows, study).flatMap(({benchmark, policy, rows: all}) => {
      const problems = all.flatMap(({tokens, ...counts}) => (tokens === null ? [] : [{...counts, tokens}]));
      if (problems.length < all.length) return [];
      const least = problems.reduce((smallest, {n}) => Math.min(smallest, n), Infinity);
      const options = {level, replicates, seed: `${seed} ${benchmark}`};
      return [{benchmark, policy, points: coverageAtCost(problems, kGrid(least), options)}];
    });
  });
}
