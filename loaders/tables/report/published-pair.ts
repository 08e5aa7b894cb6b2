import {existsSync} from "node:fs";
import {join} from "node:path";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {reportInput} from "../views/report-input.js";
import {experimentCoverage} from "./coverage.js";
import {studySummary} from "./study-summary.js";

/** A study of published numbers that the overview shows one panel of: src/data/published.json. */
export interface PublishedPair {
  study: StudySummary;
  coverage: CoverageTable;
}

/**
 * The environment of the study of published numbers that the report's own names; null where it names none, or its numbers
 * were not imported.
 */
export function publishedEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv | null {
  const {published} = reportInput(environment).study;
  if (published === null) return null;
  const other = {BOUNDARY_STUDY: published, BOUNDARY_RUNS: environment.BOUNDARY_RUNS};
  return existsSync(join(reportInput(other).run.path, "imports")) ? other : null;
}

/** The study that the report's own names as `published`, and its curves in mathematics; null as `publishedEnvironment`. */
export async function publishedPair(environment: NodeJS.ProcessEnv): Promise<PublishedPair | null> {
  const other = publishedEnvironment(environment);
  if (other === null) return null;
  return {study: await studySummary(other), coverage: await experimentCoverage("math")(other)};
}
