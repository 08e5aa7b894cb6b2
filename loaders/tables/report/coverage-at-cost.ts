import {coverageAtCost, type PolicyCost} from "../../../src/metrics/coverage/coverage-at-cost.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {cellRows} from "../views/cell-rows.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

const sql = `
  SELECT benchmark, policy, problem_id, n, c, tokens
  FROM partial_problems WHERE n > 0 ORDER BY benchmark, policy, problem_id`;

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
  return withPartialCounts(environment, async (database, {study}) => {
    const rows = await database.rows<TokenRow>(sql);
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
