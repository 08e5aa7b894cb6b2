import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {coverageTable, type CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {LookedBenchmark} from "../../../src/metrics/coverage/recorded-result.js";
import type {ExperimentId} from "../../../src/contents/experiments.js";
import {FIRST_LOOK, lookShare} from "../../schema/study/adaptive.js";
import {lastLook, lookedPairs} from "../../store/adaptive-plan.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {adaptiveCounts} from "../views/adaptive-counts.js";
import {reportInput, type ReportInput} from "../views/report-input.js";

/**
 * The table behind the pass@k figures of one experiment, from its own policies, benchmarks and n: a table function for
 * `writeTable`. Benchmarks stand in the experiment's order; there are none where the study lacks the experiment.
 */
export function experimentCoverage(
  id: ExperimentId
): (environment: NodeJS.ProcessEnv) => Promise<CoverageTable> {
  return async (environment) => {
    const given = reportInput(environment);
    const {study} = given;
    const experiment = study.experiments.find((one) => one.id === id);
    if (experiment === undefined) return {...study.bootstrap, benchmarks: []};
    const fixed = await withPartialCounts(environment, (database, input) =>
      problemCounts(database, input, {experiment: id})
    );
    const adaptive = await adaptiveCounts(given, id);
    const cells = new Set(adaptive.map(cellKey));
    const counts = [...fixed.filter((row) => !cells.has(cellKey(row))), ...adaptive];
    const policies = study.policies.map(({id: policy, base}) => ({policy, base}));
    const {benchmarks: order} = experiment;
    const benchmarks = order.flatMap((benchmark) => {
      const own = counts.filter((row) => row.benchmark === benchmark);
      const options = {
        ...study.bootstrap,
        level: lookLevel(given, benchmark),
        withClosed: id === "entropy-match"
      };
      const tables = coverageTable(own, policies, options).benchmarks;
      const looked = lookedAt(given, benchmark, adaptive);
      return looked === null ? tables : tables.map((table) => ({...table, looked}));
    });
    return {...study.bootstrap, benchmarks};
  };
}

/** What sampling came to on a benchmark, by the last recorded look; null where n is fixed, or nothing was looked at. */
function lookedAt(
  {study, run}: ReportInput,
  benchmark: string,
  counts: readonly ProblemCount[]
): LookedBenchmark | null {
  const own = counts.filter((row) => row.benchmark === benchmark);
  const shown = new Set(own.map(({policy}) => policy));
  if (study.adaptive === null || own.length === 0) return null;
  const pairs = lookedPairs(run, benchmark).filter(({base, rl}) => shown.has(base) && shown.has(rl));
  if (pairs.length === 0) return null;
  return {
    completions: own.reduce((sum, {n}) => sum + n, 0),
    planned: own.length * study.adaptive.most,
    level: study.bootstrap.level,
    pairs
  };
}

/** The level of a benchmark's intervals: where n is adaptive, that of the look that it came to, so that those of all looks hold at once. */
function lookLevel({study, run}: ReportInput, benchmark: string): number {
  const {level} = study.bootstrap;
  if (study.adaptive === null) return level;
  return 1 - (1 - level) * lookShare(study.adaptive, lastLook(run, benchmark)?.n ?? FIRST_LOOK);
}

function cellKey({benchmark, policy}: ProblemCount): string {
  return JSON.stringify([benchmark, policy]);
}
