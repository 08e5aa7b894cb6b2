import {html} from "htl";
import {percent, whole} from "../../findings/shared/format.js";
import type {
  CoverageCell,
  CoverageQuantity,
  IntervalCoverage
} from "../../metrics/study/interval-coverage.js";
import {dataTable} from "../shared/page/data-table.js";

/**
 * The shares of samples whose interval holds the truth, by quantity: the least over the populations, and where that is; beside it
 * the least over the populations that are held out.
 */
export function intervalCoverageTable({quantities}: IntervalCoverage): HTMLElement {
  return dataTable(
    quantities.filter(({cells}) => cells.length > 0),
    [
      {label: "Interval of", value: ({name}) => name},
      {label: "Printed in", value: ({printed}) => printed},
      {label: "Least", value: ({cells}) => percent(share(leastCell(cells)))},
      {label: "at", value: ({cells}) => placeText(leastCell(cells))},
      {label: "Held out, least", value: heldOutText},
      {label: "Mean", value: ({cells}) => percent(meanOf(cells.map(share)))},
      {label: "Percentiles, least", value: percentilesText}
    ]
  );
}

/** When and how it was measured, and how far chance moves the shares. */
export function intervalCoverageNote({samples, n, date, quantities, level}: IntervalCoverage): HTMLElement {
  const error = Math.sqrt((level * (1 - level)) / samples);
  const cells = quantities.flatMap((quantity) => quantity.cells);
  const count = (of: readonly CoverageCell[]): number => new Set(of.map(({population}) => population)).size;
  const heldOut = cells.filter((cell) => cell.heldOut);
  const places = new Set(cells.map(placeText)).size;
  const least = Math.min(...cells.map(share));
  const most = Math.max(...cells.map(({of}) => of));
  const more = most > samples ? `, ${whole(most)} where the first ones come near 93%` : "";
  return html`<p class="figure-answer">
    Measured ${date}: ${whole(count(cells))} populations, ${whole(n)} completions a problem, ${whole(samples)}
    samples at each of ${whole(places)} places, which are pairs of a population and a number of
    problems${more}. The rules were chosen with ${whole(count(cells) - count(heldOut))} of the populations in
    sight, of 30 and 120 problems; ${whole(count(heldOut))} are held out, of ${listText(heldOut)} problems,
    and so are the seeds of all samples. The least share of all is ${percent(least)}. A share has a standard
    error of ${(error * 100).toFixed(1)} points, and the least of ${whole(places)} lies lower by chance alone.
    <code>npx tsx bench/statistics/interval-coverage.ts</code> measures them again.
  </p>`;
}

function share({held, of}: CoverageCell): number {
  return held / of;
}

function leastCell(cells: readonly CoverageCell[]): CoverageCell {
  return cells.reduce((least, cell) => (share(cell) < share(least) ? cell : least));
}

/** How many problems the populations have: `30, 60, 120`. */
function listText(cells: readonly CoverageCell[]): string {
  return [...new Set(cells.map(({problems}) => problems))]
    .sort((a, b) => a - b)
    .map(whole)
    .join(", ");
}

function heldOutText({cells}: CoverageQuantity): string | null {
  const heldOut = cells.filter((cell) => cell.heldOut);
  return heldOut.length === 0 ? null : percent(share(leastCell(heldOut)));
}

function placeText({problems, population}: CoverageCell): string {
  return `${whole(problems)} problems, ${population}`;
}

function percentilesText({cells}: CoverageQuantity): string | null {
  const shares = cells.flatMap(({percentiles, of}) => (percentiles === null ? [] : [percentiles / of]));
  return shares.length === 0 ? null : percent(Math.min(...shares));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
