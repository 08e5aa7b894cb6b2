import {beyondLuck, type BeyondLuck} from "../../../src/metrics/guess/beyond-luck.js";
import {reportInput} from "../views/report-input.js";
import {countsTable} from "./counts.js";
import {guessRates} from "./guess-rates.js";
import {studySummary} from "./study-summary.js";

/** The main pairs as measured and beyond luck, on every set of problems with guess rates; no benchmark where the study knows none. */
export async function beyondLuckTable(environment: NodeJS.ProcessEnv): Promise<BeyondLuck> {
  return beyondLuck(
    await countsTable(environment),
    guessRates(environment),
    await studySummary(environment),
    reportInput(environment).study.bootstrap
  );
}
