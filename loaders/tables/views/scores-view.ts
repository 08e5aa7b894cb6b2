import {scoreColumns} from "../../schema/score.js";
import {scoredPairs, scoringTasks} from "../../schema/scoring-tasks.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {scoresColumns} from "./table-columns.js";
import type {ReportInput} from "./report-input.js";
import {selectCompletions} from "./select-completions.js";

/** Columns of the `scores` table that queries see, in the loader and in the browser. */
export const scoresViewColumns = Object.keys(scoresColumns);

/**
 * Creates the view `scores`: what each model of the study's perplexity experiment makes of the first n completions of each
 * policy it is compared with, of its own (from sampling; without mean_entropy, which was not measured at temperature 1) and
 * of the reference solutions (policy `_reference`).
 */
export async function createScoresView(database: Database, {study, run}: ReportInput): Promise<void> {
  const pairs = scoredPairs(study);
  const parts = [];
  for (const {scorer, benchmark, author, n} of scoringTasks(pairs)) {
    const files = parquetFiles(run.scores(scorer.id, benchmark.id, author));
    parts.push(
      `SELECT '${benchmark.id}' AS benchmark, '${author}' AS policy, '${scorer.id}' AS scored_by, *
       FROM (${await selectFiles(database, files, scoreColumns)}) WHERE sample_index < ${n}`
    );
  }
  const own = new Map<string, {benchmark: string; policy: string; n: number}>();
  for (const {base, rl, benchmark, n} of pairs) {
    for (const {id: policy} of [base, rl]) {
      const key = JSON.stringify([benchmark.id, policy]);
      own.set(key, {benchmark: benchmark.id, policy, n: Math.max(n, own.get(key)?.n ?? 0)});
    }
  }
  for (const {benchmark, policy, n} of own.values()) {
    parts.push(
      `SELECT '${benchmark}' AS benchmark, '${policy}' AS policy, '${policy}' AS scored_by, problem_id, sample_index,
         sum_logprob, completion_tokens AS tokens, NULL AS mean_entropy
       FROM (${await selectCompletions(database, run, benchmark, policy)}) WHERE sample_index < ${n}`
    );
  }
  const columns = scoresViewColumns.join(", ");
  await database.run(
    `CREATE VIEW scores AS SELECT ${columns} FROM (${parts.length === 0 ? emptyScores : parts.join(" UNION ALL ")})`
  );
}

const emptyScores = (() => {
  const types = {benchmark: "VARCHAR", policy: "VARCHAR", scored_by: "VARCHAR", ...scoreColumns};
  const fields = Object.entries(types).map(([name, type]) => `NULL::${type} AS ${name}`);
  return `SELECT ${fields.join(", ")} WHERE false`;
})();
