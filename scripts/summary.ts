import {claimTables} from "../loaders/tables/report/claim-tables.js";
import {caseSentence} from "../src/findings/claim-sentence.js";
import {caseCounts, caseTitle, summaryText} from "../src/findings/claim-text.js";
import {paperRows, type PaperRow} from "../src/metrics/claims/paper-rows.js";
import type {StudySummary} from "../src/metrics/study/study-summary.js";
import {runScript} from "./shared/run-script.js";
import {needWholeRun, studyCommand, studyOptions} from "./shared/study-command.js";

await runScript(async () => {
  const command = studyCommand("summary", true).option("--json", "every case with its numbers, as JSON");
  const {study: file, runs, n, json} = studyOptions<{json?: boolean}>(command);
  await needWholeRun({study: file, runs, ...(n === undefined ? {} : {n})});
  const environment = {
    BOUNDARY_STUDY: file,
    BOUNDARY_RUNS: runs,
    ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
  };
  const tables = await claimTables(environment);
  const rows = paperRows(tables);
  if (json) console.log(JSON.stringify({study: tables.study.study, rows}, null, 2));
  else for (const row of rows) console.log(rowLine(row, tables.study));
});

/** A row as one line of text: id, verdict, what the paper found, what was measured. */
function rowLine({id, verdict, place, paper, cases, summary}: PaperRow, study: StudySummary): string {
  const [first] = cases;
  const pooled = summaryText(summary);
  const measured = first
    ? `${caseCounts(cases)}.${pooled === "" ? "" : ` ${pooled}`} ${caseTitle(first, study)}: ${caseSentence(id, first)}`
    : "not in this study, or no verdicts yet.";
  return `${id.padEnd(14)}${verdict.padEnd(15)}paper: ${paper} (${place}). here: ${measured}`;
}
