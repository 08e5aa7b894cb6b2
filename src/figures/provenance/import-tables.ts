import {html} from "htl";
import {importFindings} from "../../findings/audit/import-text.js";
import {distinctLabel} from "../../findings/shared/distinct-label.js";
import {percent, whole} from "../../findings/shared/format.js";
import type {ImportedCell, ImportsTable} from "../../metrics/study/imports.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** What was imported and left out: sentences, a row a policy and benchmark, and what was skipped or is to be known. */
export function importTables(table: ImportsTable, study: StudySummary): HTMLElement {
  const label = ({policy}: {policy: string}): string => distinctLabel(study.policies, policy);
  const {cells, leftOut} = table;
  const notes = cells.flatMap((cell) => [
    ...cell.skipped.map(({reason, rows, examples}) => ({
      cell,
      what: `skipped: ${reason}`,
      rows,
      example: examples[0]
    })),
    ...cell.notes.map(({note, rows}) => ({cell, what: note, rows, example: undefined})),
    ...cell.unknownFinish.map(({word, completions}) => ({
      cell,
      what: `unknown reason for the end: ${word}`,
      rows: completions,
      example: undefined
    })),
    ...cell.problemMetrics.map(({metric, problems, mean}) => ({
      cell,
      what: `${metric}, of problems as a whole: ${mean === null ? "no numbers" : percent(mean)}`,
      rows: problems,
      example: undefined
    }))
  ]);
  return html`<div>
    ${importFindings(table, study).map((text) => html`<p class="figure-answer">${text}</p>`)}
    ${dataTable(cells, [
      {label: "Policy", value: label},
      {label: "Benchmark", value: ({benchmark}: ImportedCell) => benchmark},
      {label: "Format", value: ({formats}) => formats.join(", ")},
      {label: "Files", value: ({files}) => files},
      {label: "Problems", value: ({problems}) => problems},
      {label: "Completions", value: ({completions}) => completions},
      {label: "Per problem", value: ({n}) => (n === null ? null : rangeOf(n))},
      {label: "Same as another", value: ({n, repeats}) => (n === null ? null : repeats)},
      {label: "Empty", value: ({n, empty}) => (n === null ? null : empty)}
    ])}
    ${
      notes.length === 0
        ? ""
        : dataTable(notes, [
            {label: "Policy", value: ({cell}) => label(cell)},
            {label: "What", value: ({what}) => what},
            {label: "Rows", value: ({rows}) => rows},
            {label: "First", value: ({example}) => example}
          ])
    }
    ${
      leftOut.length === 0
        ? ""
        : dataTable(leftOut, [
            {label: "Policy", value: label},
            {label: "File left out", value: ({name}) => name},
            {label: "Because", value: ({why}) => why}
          ])
    }
  </div>`;
}

function rangeOf({least, most}: {least: number; most: number}): string {
  return least === most ? whole(least) : `${whole(least)} to ${whole(most)}`;
}
