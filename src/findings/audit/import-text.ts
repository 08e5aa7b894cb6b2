import type {ImportedCell, ImportsTable} from "../../metrics/study/imports.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {listText, percent, whole} from "../shared/format.js";

type Study = Pick<StudySummary, "benchmarks"> & {policies: readonly PolicySummary[]};

/** What was imported, in a sentence, and what of it is to be looked at before one believes a curve, a sentence each. */
export function importFindings({cells, leftOut}: ImportsTable, study: Study): string[] {
  if (cells.length === 0) return [];
  const sum = (value: (cell: ImportedCell) => number): number =>
    cells.reduce((total, cell) => total + value(cell), 0);
  const skipped = sum((cell) => cell.skipped.reduce((total, {rows}) => total + rows, 0));
  const rest = skipped === 0 ? "no row was skipped" : `${whole(skipped)} rows were skipped`;
  const files =
    leftOut.length === 0 ? "no file was left out" : `${whole(leftOut.length)} files were left out`;
  return [
    `${whole(sum(({completions}) => completions))} completions were imported; ${rest}, and ${files}.`,
    ...cells.flatMap((cell) => warnings(cell, cellName(cell, study)))
  ];
}

function cellName({policy, benchmark}: ImportedCell, {policies, benchmarks}: Study): string {
  const label = benchmarks.find((one) => one.benchmark === benchmark)?.label ?? benchmark;
  return `${distinctLabel(policies, policy)} on ${label}`;
}

function warnings(cell: ImportedCell, name: string): string[] {
  const {constant, problems, n, alone, missing, otherPrompt, otherGold, empty, completions} = cell;
  const several = n !== null && n.most > 1;
  const says: (string | false)[] = [
    several &&
      constant === problems &&
      `${name}: ALL COMPLETIONS OF EVERY PROBLEM ARE THE SAME, as where a tool sends one seed with each request: they are no independent tries, and pass@k beyond k = 1 says nothing.`,
    several &&
      constant < problems &&
      constant > problems / 2 &&
      `${name}: of ${whole(constant)} of ${whole(problems)} problems all completions are the same.`,
    n !== null &&
      n.least < n.most &&
      `${name}: the number of completions differs between problems, from ${whole(n.least)} to ${whole(n.most)} (median ${whole(n.median)}); curves end at the fewest.`,
    empty > 0 && `${name}: ${whole(empty)} completions are empty (${percent(empty / completions)}).`,
    alone + missing > 0 &&
      `${name}: ${listText([...(alone > 0 ? [`${whole(alone)} problems are its own`] : []), ...(missing > 0 ? [`${whole(missing)} are missing`] : [])])}, beside the first policy; only shared ones are compared.`,
    otherPrompt > 0 && `${name}: ${whole(otherPrompt)} problems have another prompt than the first policy's.`,
    otherGold > 0 &&
      `${name}: ${whole(otherGold)} problems have another reference answer than the first policy's: are they the same problems?`
  ];
  return says.filter((text) => text !== false);
}
