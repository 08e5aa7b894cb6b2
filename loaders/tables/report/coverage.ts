import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {coverageTable, type CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {ExperimentId} from "../../../src/contents/experiments.js";
import {plannedLooks} from "../../schema/study/adaptive.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {adaptiveCounts} from "../views/adaptive-counts.js";
import {reportInput} from "../views/report-input.js";

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
    const {level} = study.bootstrap;
    const table = coverageTable(counts, policies, {
      ...study.bootstrap,
      // Each planned look has its part of the level: at whichever sampling ended, the intervals hold at it.
      level: study.adaptive === null ? level : 1 - (1 - level) / plannedLooks(study.adaptive).length,
      withClosed: id === "entropy-match"
    });
    table.level = level;
    const {benchmarks: order} = experiment;
    table.benchmarks.sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
    return table;
  };
}

function cellKey({benchmark, policy}: ProblemCount): string {
  return JSON.stringify([benchmark, policy]);
}
