import type {CoverageTable} from "../../../metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";
import {painted} from "../page/painted.js";
import type {Analysis, CountedProblems} from "./reanalysis.js";
import {StartOnce} from "./start-once.js";
import {readViewState, type AnalysisState} from "./view-state.js";

export interface LiveAnalysisOptions {
  experiment: string;
  table: Pick<CoverageTable, "level" | "replicates" | "seed">;
  study: StudySummary;
  guessRates: readonly GuessRate[];
  tables: Readonly<Record<string, string>>;
  problemCountsSql: string;
}

/** Analyses of one experiment in the browser. DuckDB starts with the first call; a failed start is tried anew at the next. */
export interface LiveAnalysis {
  /** What a reader may choose on a benchmark beyond what the page knows. */
  choices(benchmark: string): Promise<{verifiers: string[]; hasClusters: boolean}>;
  /**
   * The coverage table of one benchmark. Where the resamples take long, `onDraft` gets the same table first, its bands from
   * fewer of them.
   */
  compute(benchmark: string, state: AnalysisState, onDraft: (draft: TimedTable) => void): Promise<TimedTable>;
}

/** A table, and how long it took from the question on, once DuckDB was up and its tables were loaded. */
export interface TimedTable {
  table: CoverageTable;
  milliseconds: number;
}

/** Resamples of a draft: the first of the whole number, so that bands only become finer. */
const DRAFT_REPLICATES = 200;
/** Resampled pass@k values beyond which there is a draft: more than 20 policies, 500 problems and n = 1,024 need. */
const MOST_AT_ONCE = 2.5e8;
/** Budgets on the k axis, about. */
const BUDGETS = 11;

/** Nothing of DuckDB is fetched before the first call. */
export function liveAnalysis(options: LiveAnalysisOptions): LiveAnalysis {
  const {table, guessRates, experiment, problemCountsSql} = options;
  const engine = new StartOnce(async () => {
    const [{openDatabase}, analyse] = await Promise.all([import("./database.js"), import("./reanalysis.js")]);
    const database = await openDatabase({whole: options.tables});
    await database.query("SELECT 1 FROM tallies, experiment_cells LIMIT 1");
    return {database, analyse};
  });
  let isWarm = false;

  async function count(analysis: Analysis): Promise<CountedProblems> {
    const {database, analyse} = await engine.get();
    return analyse.countProblems({database, problemCountsSql, experiment, guessRates}, analysis);
  }

  /** Makes the page's own analysis anew: browser and database compile what a reader's first change runs, and draw its resamples. */
  async function warmUp(benchmark: string): Promise<void> {
    if (isWarm) return;
    isWarm = true;
    const analysis = analysisOf(benchmark, readViewState(""), options);
    const counted = await count(analysis);
    const {analyse} = await engine.get();
    analyse.estimateCoverage(counted, {
      ...analysis,
      replicates: replicatesAtOnce(counted, table.replicates)
    });
  }

  return {
    async choices(benchmark) {
      const {database, analyse} = await engine.get();
      const verifiers = await analyse.judgingVerifiers(database, benchmark);
      const clusters = await analyse.problemClusters(database, benchmark);
      // What fails here fails again, and is told, when the reader asks for it.
      warmUp(benchmark).catch(() => undefined);
      return {verifiers, hasClusters: new Set(clusters.values()).size > 1};
    },
    async compute(benchmark, state, onDraft) {
      const {analyse} = await engine.get();
      isWarm = true;
      const begin = performance.now();
      const analysis = analysisOf(benchmark, state, options);
      const counted = await count(analysis);
      const estimate = (replicates: number): TimedTable => ({
        table: analyse.estimateCoverage(counted, {...analysis, replicates}),
        milliseconds: performance.now() - begin
      });
      const first = replicatesAtOnce(counted, table.replicates);
      if (first < table.replicates) {
        onDraft(estimate(first));
        await painted();
      }
      return estimate(table.replicates);
    }
  };
}

/** What a state means on a benchmark: the study's own values where the reader chose nothing. */
function analysisOf(benchmark: string, state: AnalysisState, {study, table}: LiveAnalysisOptions): Analysis {
  const own = study.benchmarks.find((one) => one.benchmark === benchmark)?.verifier ?? "";
  return {
    ...state,
    benchmark,
    policies: study.policies.filter(({policy}) => state.policies?.includes(policy) ?? true),
    verifier: state.verifier ?? own,
    seed: state.seed ?? table.seed,
    level: table.level,
    replicates: table.replicates
  };
}

/** All resamples; fewer where they take long. */
function replicatesAtOnce({counts}: CountedProblems, replicates: number): number {
  const isQuick = counts.length * BUDGETS * replicates <= MOST_AT_ONCE;
  return isQuick ? replicates : Math.min(DRAFT_REPLICATES, replicates);
}
