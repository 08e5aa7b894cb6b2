import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {FIRST_LOOK, plannedLooks} from "../../schema/study/adaptive.js";
import type {ExperimentId} from "../../../src/contents/experiments.js";
import {studyCells} from "../../schema/study/study-cells.js";
import {readStudy} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import {lastLook, refuseOtherPlan} from "../../store/adaptive-plan.js";
import {lookCounts} from "../../store/look-counts.js";
import {inRun} from "../../store/run-problems.js";
import type {ReportInput} from "./report-input.js";

/**
 * The counts of the cells of an experiment whose n is adaptive, up to the last look at its benchmark, with the rule that decided n: for
 * `coverageTable`, whose estimators know of it. None where n is fixed. Throws a UserError where the run was looked at by another plan.
 */
export async function adaptiveCounts(
  {study: {file}, run}: ReportInput,
  experiment: ExperimentId
): Promise<ProblemCount[]> {
  const study = readStudy(file);
  if (study.adaptive === null) return [];
  const {adaptive, bootstrap, experiments} = study;
  refuseOtherPlan(run, adaptive, bootstrap);
  const cells = studyCells(
    inRun({...study, experiments: experiments.filter(({id}) => id === experiment)}, run)
  );
  const database = await Database.open();
  try {
    const rows: ProblemCount[] = [];
    for (const cell of cells.filter(({policy}) => policy.sampling.stopping !== null)) {
      const {n: most, successes} = lastLook(run, cell.benchmark.id) ?? {n: FIRST_LOOK, ...adaptive.rule};
      const counts = await lookCounts(database, run, cell, {
        problems: readBenchmark(cell.benchmark).map(({problemId}) => problemId),
        looks: plannedLooks(adaptive),
        rule: {...adaptive.rule, successes},
        n: most
      });
      const key = {benchmark: cell.benchmark.id, policy: cell.policy.id};
      for (const {problemId, n, c, rule} of counts) rows.push({...key, problem_id: problemId, n, c, rule});
    }
    return rows;
  } finally {
    database.close();
  }
}
