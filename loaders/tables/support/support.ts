import {existsSync} from "node:fs";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import type {CountedProblem} from "../../../src/metrics/support/support-problem.js";
import {supportPair, type SupportTable} from "../../../src/metrics/support/support-table.js";
import {exactColumns} from "../../schema/rows/exact-rate.js";
import {supportPairs, supportTasks, type SupportPair} from "../../schema/study/support-tasks.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {supportTexts} from "./support-texts.js";

/** Whether a run has what the certificates of a pair of the study rest on. */
export function hasSupport(environment: NodeJS.ProcessEnv): boolean {
  const {study, run} = reportInput(environment);
  return supportTasks(study).some(({scorer, benchmark, author}) =>
    existsSync(run.support(scorer.id, benchmark.id, author?.id ?? null))
  );
}

/** Certificates of what a policy did not solve, for each pair that both models have read texts of; null where there is none. */
export async function supportTable(environment: NodeJS.ProcessEnv): Promise<SupportTable | null> {
  if (!hasSupport(environment)) return null;
  return withPartialCounts(environment, async (database, input) => {
    const counts = await problemCounts(database, input);
    const {level} = input.study.bootstrap;
    const pairs = [];
    for (const pair of supportPairs(input.study)) {
      const texts = await supportTexts(database, input, pair);
      if (texts.length === 0) continue;
      const problems = await countedProblems(database, input, pair, counts);
      const {benchmark, base, rl} = pair;
      pairs.push(supportPair({benchmark: benchmark.id, base: base.id, rl: rl.id, problems, texts}, level));
    }
    return {level, pairs};
  });
}

/** The problems that both policies have verdicts of, with exact rates where the run has them. */
async function countedProblems(
  database: Database,
  input: ReportInput,
  {benchmark, base, rl}: SupportPair,
  counts: readonly ProblemCount[]
): Promise<CountedProblem[]> {
  const sides = await Promise.all(
    [base, rl].map(async ({id}) => {
      const rates = await exactRates(database, input, benchmark.id, id);
      const own = counts.filter((row) => row.benchmark === benchmark.id && row.policy === id && row.n > 0);
      return new Map(
        own.map(({problem_id, n, c}) => [problem_id, {n, c, exact: rates.get(problem_id) ?? null}])
      );
    })
  );
  const [ofBase, ofRl] = sides as [(typeof sides)[0], (typeof sides)[0]];
  return [...ofBase].flatMap(([problemId, side]) => {
    const other = ofRl.get(problemId);
    return other === undefined ? [] : [{problemId, base: side, rl: other}];
  });
}

async function exactRates(
  database: Database,
  {run}: ReportInput,
  benchmark: string,
  policy: string
): Promise<Map<string, {rate: number; full_rate: number}>> {
  const files = parquetFiles(run.exact(benchmark, policy));
  const rows = await database.rows<{problem_id: string; rate: number; full_rate: number}>(
    `SELECT problem_id, rate, full_rate FROM (${await selectFiles(database, files, exactColumns)})`
  );
  return new Map(rows.map(({problem_id, ...rates}) => [problem_id, rates]));
}
