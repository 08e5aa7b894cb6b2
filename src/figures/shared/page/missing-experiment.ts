import {benchmarkLabel} from "../../../findings/shared/benchmark-label.js";
import type {CoverageTable} from "../../../metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";

/** What a study lacks for a figure about one experiment, and how to change that; empty when it lacks nothing. */
export function missingExperiment(table: CoverageTable, study: StudySummary, experiment: string): string {
  const found = study.experiments.find((one) => one.experiment === experiment);
  if (!found) return missingExperimentNotice(experiment);
  const measured = new Set(
    table.benchmarks
      .filter(({curves}) => curves.some(({points}) => points.length > 0))
      .map(({benchmark}) => benchmark)
  );
  const missing = found.benchmarks.filter((id) => !measured.has(id));
  if (missing.length === 0) return "";
  const labels = missing.map((id) => benchmarkLabel(study, id));
  return `No verdicts yet on: ${labels.join("; ")}. Run npm run sample and npm run verify, and build again.`;
}

/** That a study has no such experiment, and how to add it. */
export function missingExperimentNotice(experiment: string): string {
  return (
    `This study has no experiment “${experiment}”. Add it to the study file, ` +
    `{id: ${experiment}, policies: […], benchmarks: […]} under experiments, run npm run sample and npm run verify, and build again.`
  );
}
