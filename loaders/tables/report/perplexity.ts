import {readFile} from "node:fs/promises";
import {
  outputEntropy,
  type EntropySum,
  type OutputEntropy
} from "../../../src/metrics/perplexity/output-entropy.js";
import {
  perplexityPoints,
  type PerplexityProblems
} from "../../../src/metrics/perplexity/perplexity-points.js";
import {
  perplexityTable,
  type PairName,
  type PerplexityReport,
  type PerplexityRow
} from "../../../src/metrics/perplexity/perplexity-table.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {scoredPairs} from "../../schema/scoring-tasks.js";
import type {Study} from "../../schema/study.js";
import type {Database} from "../../store/database.js";
import {arrowTable} from "../arrow/arrow-table.js";
import {cellRows} from "../views/cell-rows.js";
import type {ReportInput} from "../views/report-input.js";
import {createScoresView, scoresViewColumns} from "../views/scores-view.js";
import {withCompletions} from "../views/with-completions.js";

/** Perplexities and entropies of the study's perplexity experiment: src/sql/perplexity.sql and reference-entropy.sql, summarised. */
export async function perplexityReport(environment: NodeJS.ProcessEnv): Promise<PerplexityReport> {
  return withScores(environment, async (database, {study}) => ({
    ...perplexityTable(await perplexityRows(database), pairNames(study), study.bootstrap),
    referenceEntropies: await referenceEntropies(database, study)
  }));
}

async function referenceEntropies(database: Database, study: Study): Promise<OutputEntropy[]> {
  const rows = await database.rows<EntropySum & {benchmark: string; policy: string}>(
    await sql("reference-entropy")
  );
  const {level} = study.bootstrap;
  return cellRows(rows, study).map(({benchmark, policy, rows: problems}) => ({
    benchmark,
    policy,
    problems: problems.length,
    ...outputEntropy(problems, {level})
  }));
}

/** Single completions of each problem of the experiment. */
export async function perplexityProblems(environment: NodeJS.ProcessEnv): Promise<PerplexityProblems[]> {
  return withScores(environment, async (database, {study}) =>
    perplexityPoints(await perplexityRows(database), pairNames(study), promptsOf(study))
  );
}

/** Letters of a prompt that the page shows. */
const PROMPT_LETTERS = 200;

function promptsOf(study: Study): (benchmark: string, problemId: string) => string {
  const prompts = new Map<string, Map<string, string>>();
  for (const benchmark of new Set(scoredPairs(study).map((pair) => pair.benchmark)))
    prompts.set(benchmark.id, new Map(readBenchmark(benchmark).map((each) => [each.problemId, each.prompt])));
  return (benchmark, problemId) => {
    const prompt = prompts.get(benchmark)?.get(problemId) ?? "";
    return prompt.length > PROMPT_LETTERS ? `${prompt.slice(0, PROMPT_LETTERS)}…` : prompt;
  };
}

/** The view `scores` as an Arrow IPC file: what the browser queries under that name. */
export async function scoresArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return withScores(environment, async (database) =>
    arrowTable(
      await database.columns(
        `SELECT ${scoresViewColumns.join(", ")} FROM scores ORDER BY benchmark, policy, scored_by, problem_id, sample_index`
      )
    )
  );
}

function withScores<T>(
  environment: NodeJS.ProcessEnv,
  use: (database: Database, input: ReportInput) => Promise<T>
): Promise<T> {
  return withCompletions(environment, async (database, input) => {
    await createScoresView(database, input);
    return use(database, input);
  });
}

async function perplexityRows(database: Database): Promise<PerplexityRow[]> {
  return database.rows<PerplexityRow>(await sql("perplexity"));
}

function pairNames(study: Study): PairName[] {
  return scoredPairs(study).map(({benchmark, base, rl, n}) => ({
    benchmark: benchmark.id,
    base: base.id,
    rl: rl.id,
    n
  }));
}

function sql(name: string): Promise<string> {
  return readFile(new URL(`../../../src/sql/${name}.sql`, import.meta.url), "utf8");
}
