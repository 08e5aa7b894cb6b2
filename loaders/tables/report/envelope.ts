import {domainExperiments} from "../../../src/contents/experiments.js";
import {coverageTable, type CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import type {DoubtedWay, EnvelopeCase, EnvelopeTable} from "../../../src/metrics/coverage/envelope.js";
import {textLiteral} from "../../../src/sql/text-literal.js";
import type {Experiment} from "../../schema/experiment.js";
import type {Study} from "../../schema/study.js";
import type {Database} from "../../store/database.js";
import {withTallies} from "../arrow/tallies.js";
import {createVerdictsView} from "../views/verdicts-view.js";
import type {ReportInput} from "../views/report-input.js";

/** A doubt, and how the completions that it is about are counted. */
interface Doubt {
  doubt: EnvelopeCase["doubt"];
  verifier: string | null;
  way: DoubtedWay | null;
  /** SQL that is true of a tally or verdict that the doubt is about. */
  about: string;
  /** SQL for its verdict instead; NULL leaves it out. */
  verdict: string;
}

const asJudged: Doubt = {doubt: null, verifier: null, way: null, about: "false", verdict: "verdict"};

const ofTallies: readonly Doubt[] = [
  asJudged,
  ...(["left out", "right", "wrong"] as const).map((way) => doubtOf("cut", "finish_reason = 'length'", way)),
  ...(["right", "wrong"] as const).map((way) => doubtOf("error", "verdict = 'error'", way))
];

function doubtOf(doubt: "cut" | "error", about: string, way: "left out" | "right" | "wrong"): Doubt {
  const verdict = {"left out": "NULL", right: "'correct'", wrong: "'incorrect'"}[way];
  return {doubt, verifier: null, way, about, verdict};
}

/** Resamples behind the median of k* alone, which the table does not show. */
const REPLICATES = 100;

/**
 * The comparisons of each domain when doubted completions are left out, or counted as right or wrong: a table function for
 * `writeTable`. One pass over the tallies a way; disagreements of two verifiers are counted from the verdicts themselves.
 */
export async function envelopeTable(environment: NodeJS.ProcessEnv): Promise<EnvelopeTable> {
  return withTallies(environment, async (database, input) => {
    const cases: EnvelopeCase[] = [];
    const experiments = input.study.experiments.filter(({id}) => domainExperiments.includes(id));
    if (experiments.length === 0) return {cases};
    const others = await otherVerifiers(database, input);
    for (const experiment of experiments) {
      const found: EnvelopeCase[] = [];
      for (const doubt of ofTallies)
        found.push(...(await casesOf(database, input, experiment, doubt, "main.tallies")));
      for (const verifier of others)
        for (const doubt of disagreements(verifier))
          found.push(...(await casesOf(database, input, experiment, doubt, "main.disagreements")));
      cases.push(...sortCases(found));
    }
    return {cases};
  });
}

function disagreements(verifier: string): Doubt[] {
  const about = `other_verifier = ${textLiteral(verifier)} AND other_verdict IS NOT NULL AND other_verdict <> verdict`;
  return [
    {doubt: "disagreement", verifier, way: "other", about, verdict: "other_verdict"},
    {doubt: "disagreement", verifier, way: "left out", about, verdict: "NULL"}
  ];
}

/**
 * Makes the table `disagreements` once, tallies of the benchmarks' own verdicts with what each other verifier says of the same
 * completions, and gives these verifiers. None where every completion has one verdict.
 */
async function otherVerifiers(database: Database, input: ReportInput): Promise<string[]> {
  await createVerdictsView(database, input);
  const own = judges(input.study);
  await database.run(
    `CREATE OR REPLACE TABLE disagreements AS
     SELECT a.benchmark, a.policy, a.problem_id, a.verifier, a.verdict, a.finish_reason,
       b.verifier AS other_verifier, b.verdict AS other_verdict, min(c.smallest_n) AS smallest_n,
       count(*)::INTEGER AS completions
     FROM (FROM verdicts WHERE ${own}) a
     JOIN verdicts b USING (benchmark, policy, problem_id, sample_index)
     JOIN (SELECT benchmark, policy, min(n) AS smallest_n FROM experiment_cells GROUP BY benchmark, policy) c
       USING (benchmark, policy)
     WHERE b.verifier <> a.verifier AND b.verdict <> 'error' AND a.verdict <> 'error' AND a.sample_index < c.smallest_n
     GROUP BY a.benchmark, a.policy, a.problem_id, a.verifier, a.verdict, a.finish_reason, b.verifier, b.verdict`
  );
  const rows = await database.rows<{verifier: string}>(
    "SELECT DISTINCT other_verifier AS verifier FROM disagreements ORDER BY verifier"
  );
  return rows.map(({verifier}) => verifier);
}

/** SQL that is true of the verdicts of each benchmark's own verifier. */
function judges({benchmarks}: Study): string {
  return benchmarks
    .map(({id, verifier}) => `(benchmark = ${textLiteral(id)} AND verifier = ${textLiteral(verifier)})`)
    .join(" OR ");
}

/** The comparisons of an experiment under a doubt; those that it does not touch are left out. */
async function casesOf(
  database: Database,
  {study}: ReportInput,
  {id, benchmarks}: Experiment,
  {doubt, verifier, way, about, verdict}: Doubt,
  source: string
): Promise<EnvelopeCase[]> {
  const only = verifier === null ? "" : `AND other_verifier = ${textLiteral(verifier)}`;
  const rows = await database.rows<ProblemCount & {touched: number}>(
    `SELECT benchmark, policy, problem_id,
       coalesce(sum(completions) FILTER (v IN ('correct', 'incorrect')), 0)::INTEGER AS n,
       coalesce(sum(completions) FILTER (v = 'correct'), 0)::INTEGER AS c,
       coalesce(sum(completions) FILTER (is_about AND v IS DISTINCT FROM verdict), 0)::INTEGER AS touched
     FROM (
       SELECT *, coalesce(${about}, false) AS is_about, CASE WHEN ${about} THEN ${verdict} ELSE verdict END AS v
       FROM ${source} JOIN main.experiment_cells USING (benchmark, policy)
       WHERE experiment = ${textLiteral(id)} AND smallest_n <= n AND (${judges(study)}) ${only}
     ) GROUP BY benchmark, policy, problem_id ORDER BY benchmark, policy, problem_id`
  );
  const policies = study.policies.map(({id: policy, base}) => ({policy, base}));
  const table = coverageTable(
    rows.filter(({n}) => n > 0),
    policies,
    {...study.bootstrap, replicates: REPLICATES}
  );
  const touched = (benchmark: string, pair: readonly string[]): number =>
    rows
      .filter((row) => row.benchmark === benchmark && pair.includes(row.policy))
      .reduce((sum, row) => sum + row.touched, 0);
  return benchmarks.flatMap((benchmark) =>
    comparisonsOf(table, benchmark).flatMap(({base, rl, points, crossing}): EnvelopeCase[] => {
      const completions = touched(benchmark, [base, rl]);
      if ((doubt !== null && completions === 0) || points.length === 0) return [];
      const [first, last] = [points[0]!, points.at(-1)!];
      return [
        {experiment: id, benchmark, base, rl, doubt, verifier, way, completions, first, last, crossing}
      ];
    })
  );
}

function comparisonsOf(
  {benchmarks}: CoverageTable,
  benchmark: string
): CoverageTable["benchmarks"][number]["comparisons"] {
  return benchmarks.find((one) => one.benchmark === benchmark)?.comparisons ?? [];
}

/** By benchmark and pair, the ways of each together, in the order in which they were counted; a pair without a doubt is left out. */
function sortCases(cases: readonly EnvelopeCase[]): EnvelopeCase[] {
  const keyOf = ({benchmark, base, rl}: EnvelopeCase): string => JSON.stringify([benchmark, base, rl]);
  const keys = [...new Set(cases.map(keyOf))];
  return keys.flatMap((key) => {
    const own = cases.filter((one) => keyOf(one) === key);
    return own.length > 1 ? own : [];
  });
}
