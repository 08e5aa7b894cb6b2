import {domainExperiments} from "../../../src/contents/experiments.js";
import type {CaseCompletion, CasePolicy} from "../../../src/metrics/study/case-shard.js";
import type {WorkedProblem} from "../../../src/metrics/study/worked-problem.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {isAsked} from "../../schema/study/is-asked.js";
import type {Benchmark, Study} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import {reportInput} from "../views/report-input.js";
import {createVerdictsView} from "../views/verdicts-view.js";
import {caseCompletions} from "./case-completions.js";
import {caseQuestion} from "./case-shards.js";

interface PairPlace {
  experiment: string;
  benchmark: Benchmark;
  base: string;
  trained: string;
}

/**
 * A worked problem of each domain that has texts of a pair: of the pair and benchmark that `mainPair` would take of the domain, the
 * problem on which the rates of the two policies lie nearest to their rates on all (the first of several), so that it shows neither
 * the best nor the worst of them.
 */
export async function workedProblems(environment: NodeJS.ProcessEnv): Promise<WorkedProblem[]> {
  const input = reportInput(environment);
  const database = await Database.open();
  try {
    await createVerdictsView(database, input);
    const found: WorkedProblem[] = [];
    for (const experiment of domainExperiments) {
      for (const place of pairPlaces(input.study, experiment)) {
        const worked = await workedProblem(database, place);
        if (worked === null) continue;
        found.push(worked);
        break;
      }
    }
    return found;
  } finally {
    database.close();
  }
}

/** The pairs of a domain, those after RL first, on each benchmark in the study's order. */
function pairPlaces(study: Study, id: string): PairPlace[] {
  const experiment = study.experiments.find((one) => one.id === id);
  if (!experiment) return [];
  const places = study.benchmarks
    .filter((benchmark) => experiment.benchmarks.includes(benchmark.id))
    .flatMap((benchmark) =>
      study.policies
        .filter((one) => experiment.policies.includes(one.id) && isAsked(one, benchmark.id))
        .flatMap(({id: trained, base, role}) =>
          base !== null && experiment.policies.includes(base)
            ? [{place: {experiment: id, benchmark, base, trained}, role}]
            : []
        )
    );
  return [...places.filter(({role}) => role === "rl"), ...places.filter(({role}) => role !== "rl")].map(
    ({place}) => place
  );
}

interface ProblemRow {
  problem_id: string;
  base_n: number;
  base_c: number;
  trained_n: number;
  trained_c: number;
}

const ratesSql = `
  WITH counts AS (
    SELECT problem_id,
      count(*) FILTER (policy = $3 AND verdict != 'error') AS base_n,
      count(*) FILTER (policy = $3 AND verdict = 'correct') AS base_c,
      count(*) FILTER (policy = $4 AND verdict != 'error') AS trained_n,
      count(*) FILTER (policy = $4 AND verdict = 'correct') AS trained_c
    FROM verdicts WHERE benchmark = $1 AND verifier = $2 AND policy IN ($3, $4) GROUP BY problem_id
  ), rates AS (
    SELECT *, base_c / base_n AS base_rate, trained_c / trained_n AS trained_rate
    FROM counts WHERE base_n > 0 AND trained_n > 0
  )
  SELECT problem_id, base_n, base_c, trained_n, trained_c FROM rates
  ORDER BY round(abs(base_rate - (SELECT avg(base_rate) FROM rates))
    + abs(trained_rate - (SELECT avg(trained_rate) FROM rates)), 9), problem_id
  LIMIT 1`;

async function workedProblem(
  database: Database,
  {experiment, benchmark, base, trained}: PairPlace
): Promise<WorkedProblem | null> {
  const {id, verifier} = benchmark;
  const [row] = await database.rows<ProblemRow>(ratesSql, [id, verifier, base, trained]);
  const problem = row && readBenchmark(benchmark).find(({problemId}) => problemId === row.problem_id);
  if (!row || !problem) return null;
  const all = (await caseCompletions(database, id, verifier, row.problem_id)).get(row.problem_id) ?? [];
  const shown = [base, trained].flatMap((policy) => all.filter((one) => one.policy === policy));
  if (shown.length < 2) return null;
  return {
    experiment,
    verifier,
    policies: [
      {policy: base, n: row.base_n, c: row.base_c},
      {policy: trained, n: row.trained_n, c: row.trained_c}
    ],
    shard: {...caseQuestion(problem, benchmark), policies: shown.map(mostFrequent)}
  };
}

function mostFrequent(policy: CasePolicy): CasePolicy {
  const most = policy.completions.reduce((best: CaseCompletion, one) =>
    one.count > best.count || (one.count === best.count && one.sample_index < best.sample_index) ? one : best
  );
  return {...policy, completions: [most]};
}
