import type {CoverageTable} from "../../src/metrics/coverage-table.js";
import type {ClaimTables} from "../../src/metrics/claims/claim.js";
import {experimentIds} from "../schema/experiment.js";
import {countsTable} from "./counts.js";
import {experimentCoverage} from "./coverage.js";
import {experimentEnds} from "./experiment-ends.js";
import {perplexityReport} from "./perplexity.js";
import {studySummary} from "./study-summary.js";

/** The tables that the paper's claims are tested on, made as the report's data loaders make them. */
export async function claimTables(environment: NodeJS.ProcessEnv): Promise<ClaimTables> {
  const coverage: Record<string, CoverageTable> = {};
  for (const id of experimentIds) coverage[id] = await experimentCoverage(id)(environment);
  return {
    study: await studySummary(environment),
    coverage,
    counts: await countsTable(environment),
    algorithms: await experimentEnds("algorithms", {reference: "base"})(environment),
    steps: await experimentEnds("steps", {reference: "first", order: "step"})(environment),
    perplexity: await perplexityReport(environment)
  };
}
