import {firstRead} from "../../../src/metrics/site/first-read.js";
import {casePath} from "../../../src/metrics/study/case-shard.js";
import {benchmarkOrder, chooseParts, type WeighedCase} from "../../../src/metrics/site/site-budget.js";
import type {LeftOut} from "../../../src/metrics/study/site-parts.js";
import {benchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import type {Database} from "../../store/database.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import type {ReportInput} from "../views/report-input.js";

/** What a site may hold of what grows with a study, as far as counts tell it before anything is made. */
export interface SiteChoice {
  /** Benchmarks whose completions may have room. */
  completions: ReadonlySet<string>;
  /** Paths of the files of problems that may have room. */
  cases: ReadonlySet<string>;
  /** Every benchmark with completions. */
  benchmarks: LeftOut["completions"];
  /** Every problem with completions. */
  problems: (WeighedCase & {problemId: string})[];
}

/** Bytes of a completion in the table of completions, and of a text in a file beside its characters: no more than they have. */
const ROW_BYTES = 13;
const TEXT_BYTES = 100;

/** Bytes of a file that a host refuses. */
const MOST_OF_FILE = 25 * 2 ** 20;

/**
 * Chooses, by the rule of `chooseParts` and with sizes that are rather too small than too large, what a site of
 * `BOUNDARY_SITE_BYTES` bytes may have room for: nothing else has to be made. Everything where that is not set.
 */
export async function siteChoice(environment: NodeJS.ProcessEnv): Promise<SiteChoice> {
  return withPartialCounts(environment, async (database, input) => {
    const benchmarks = await completionSizes(database, input);
    const problems = await caseSizes(database, input);
    const chosen = chooseParts(benchmarks, problems, {
      room: Number(environment.BOUNDARY_SITE_BYTES ?? Infinity),
      benchmarks: benchmarkOrder(input.study),
      mostOfFile: MOST_OF_FILE
    });
    return {...chosen, benchmarks, problems};
  });
}

/** src/data/left-out.json: the benchmarks whose completions have no room whatever else a site has. */
export async function leftOut(environment: NodeJS.ProcessEnv): Promise<LeftOut> {
  const {benchmarks, completions} = await siteChoice(environment);
  return {completions: benchmarks.filter(({benchmark}) => !completions.has(benchmark))};
}

async function completionSizes(database: Database, {study}: ReportInput): Promise<LeftOut["completions"]> {
  const rows = await database.rows<{benchmark: string; rows: number}>(
    "SELECT benchmark, sum(completions)::BIGINT AS rows FROM partial_problems GROUP BY benchmark ORDER BY benchmark"
  );
  const found = new Map(rows.map((row) => [row.benchmark, row.rows]));
  return study.benchmarks.flatMap(({id: benchmark}) => {
    const count = found.get(benchmark);
    return count === undefined ? [] : [{benchmark, rows: count, bytes: count * ROW_BYTES}];
  });
}

async function caseSizes(database: Database, input: ReportInput): Promise<SiteChoice["problems"]> {
  const {policies} = input.study;
  const bases = policies.map(({id: policy, base}) => ({policy, base}));
  const ranks = new Map(
    benchmarkCounts(await problemCounts(database, input)).map((counts) => [
      counts.benchmark,
      new Map(firstRead(counts, bases).map((id, rank) => [id, rank]))
    ])
  );
  const rows = await database.rows<{benchmark: string; problem_id: string; bytes: number}>(
    `SELECT benchmark, problem_id, CAST(sum(characters + ${TEXT_BYTES}) AS BIGINT) AS bytes
     FROM partial_texts GROUP BY benchmark, problem_id ORDER BY benchmark, problem_id`
  );
  return rows.map(({benchmark, problem_id: problemId, bytes}) => ({
    path: casePath(benchmark, problemId),
    benchmark,
    problemId,
    bytes,
    firstRead: ranks.get(benchmark)?.get(problemId) ?? null
  }));
}
