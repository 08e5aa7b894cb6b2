import type {ClaimTables} from "../../../src/metrics/claims/claim.js";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {guessCoverage} from "../../../src/metrics/guess/guess-coverage.js";
import {paperExperiments, type ExperimentId} from "../../../src/contents/experiments.js";
import {answersTable} from "./answers.js";
import {countsTable} from "./counts.js";
import {experimentCoverage} from "./coverage.js";
import {experimentEnds} from "./experiment-ends.js";
import {guessRates} from "./guess-rates.js";
import {perplexityReport} from "./perplexity.js";
import {runsTable} from "../models/runs.js";
import {studySummary} from "./study-summary.js";

/**
 * The tables that the paper's claims are tested on, made as the report's data loaders make them; that of `guess` has the
 * problems that stay after the filter.
 */
export async function claimTables(environment: NodeJS.ProcessEnv): Promise<ClaimTables> {
  const coverage: Partial<Record<string, CoverageTable>> = {};
  for (const {id, kind} of paperExperiments)
    if (kind !== "derived") coverage[id] = await experimentCoverage(id as ExperimentId)(environment);
  const [study, counts] = [await studySummary(environment), await countsTable(environment)];
  const {level, replicates, seed} = coverage.guess!;
  const rates = guessRates(environment);
  const guess = guessCoverage(counts, rates, study, {level, replicates, seed});
  return {
    study,
    coverage: {...coverage, guess},
    counts,
    algorithms: await experimentEnds("algorithms", {reference: "base"})(environment),
    steps: await experimentEnds("steps", {reference: "first", order: "step"})(environment),
    perplexity: await perplexityReport(environment),
    runs: await runsTable(environment),
    guessRates: rates,
    guesses: (await answersTable(environment)).guesses
  };
}
