import type {PlanRow, StudyPlan} from "../../metrics/planning/study-plan.js";
import {about, whole} from "../shared/format.js";
import {hoursText, tokensText} from "./plan-text.js";

/** A plan's rows as text: every column is numbers. */
export interface PlanTable {
  head: string[];
  rows: string[][];
}

/** The table of a plan; tokens and hours where they are known. */
export function planTable({rows, at, cost}: StudyPlan): PlanTable {
  const limit = cost.are === "limit" ? "tokens at most" : "tokens";
  const columns: [head: string, cell: (row: PlanRow) => string][] = [
    ["problems", ({problems}) => whole(problems)],
    ["completions", ({completions}) => whole(completions)],
    [`difference at k = ${whole(at)}`, ({difference}) => (difference === null ? "–" : about(difference))],
    ["crossing", ({crossing}) => about(crossing)],
    [
      "k* high/low",
      ({crossingWidth: width}) => (width === null ? "open" : String(Number(width.toPrecision(2))))
    ],
    ...(cost.are === "unknown"
      ? []
      : [[limit, ({tokens}: PlanRow) => tokensText(tokens!)] as [string, (row: PlanRow) => string]]),
    ...(rows.some(({hours}) => hours !== null)
      ? [["time", ({hours}: PlanRow) => hoursText(hours!)] as [string, (row: PlanRow) => string]]
      : [])
  ];
  return {head: columns.map(([head]) => head), rows: rows.map((row) => columns.map(([, cell]) => cell(row)))};
}

/** The table for a terminal: columns side by side, each to the right. */
export function planLines(plan: StudyPlan): string[] {
  const {head, rows} = planTable(plan);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((text, column) => text.padStart(widths[column]!)).join("  "));
}
