import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {beyondLuck, type BeyondLuck} from "../../../src/metrics/guess/beyond-luck.js";
import {guessPartCoverage} from "../../../src/metrics/guess/guess-coverage.js";
import {reportInput} from "../views/report-input.js";
import {countsTable} from "./counts.js";
import {guessRates} from "./guess-rates.js";
import {studySummary} from "./study-summary.js";

/** Base and RL policy before and after the guess filter of the paper; no benchmark where the study knows no guess rates. */
export async function guessFilterTable(environment: NodeJS.ProcessEnv): Promise<CoverageTable> {
  const {level, replicates, seed} = reportInput(environment).study.bootstrap;
  return guessPartCoverage(
    await countsTable(environment),
    guessRates(environment),
    await studySummary(environment),
    {level, replicates, seed}
  );
}

/** The main pairs as measured and beyond luck, on every set of problems with guess rates; no benchmark where the study knows none. */
export async function beyondLuckTable(environment: NodeJS.ProcessEnv): Promise<BeyondLuck> {
  return beyondLuck(
    await countsTable(environment),
    guessRates(environment),
    await studySummary(environment),
    reportInput(environment).study.bootstrap
  );
}
