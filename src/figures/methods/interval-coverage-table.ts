import {html} from "htl";
import {percent, whole} from "../../findings/shared/format.js";
import type {
  CoverageCell,
  CoverageQuantity,
  IntervalCoverage
} from "../../metrics/study/interval-coverage.js";
import {dataTable} from "../shared/page/data-table.js";

/** The shares of samples whose interval holds the truth, by quantity: the least over the populations, and where that is. */
export function intervalCoverageTable({quantities}: IntervalCoverage): HTMLElement {
  return dataTable(
    quantities.filter(({cells}) => cells.length > 0),
    [
      {label: "Interval of", value: ({name}) => name},
      {label: "Printed in", value: ({printed}) => printed},
      {label: "Least", value: ({cells}) => percent(share(leastCell(cells)))},
      {label: "at", value: ({cells}) => placeText(leastCell(cells))},
      {label: "Mean", value: ({cells}) => percent(meanOf(cells.map(share)))},
      {label: "Percentiles, least", value: percentilesText}
    ]
  );
}

/** When and how it was measured, and how far chance moves the shares. */
export function intervalCoverageNote({
  samples,
  n,
  problems,
  date,
  quantities,
  level
}: IntervalCoverage): HTMLElement {
  const error = Math.sqrt((level * (1 - level)) / samples);
  const populations = new Set(quantities.flatMap(({cells}) => cells.map(({population}) => population))).size;
  const least = Math.min(...quantities.flatMap(({cells}) => cells.map(share)));
  return html`<p class="figure-answer">
    Measured ${date}: ${whole(populations)} populations, ${problems.map(whole).join(" and ")} problems,
    ${whole(n)} completions, ${whole(samples)} samples of each, seeded by their names. The least share of all
    is ${percent(least)}. A share has a standard error of ${(error * 100).toFixed(1)} points, and the least of
    ${whole(populations * problems.length)} lies lower by chance alone.
    <code>npx tsx bench/statistics/interval-coverage.ts</code> measures them again.
  </p>`;
}

function share({held, of}: CoverageCell): number {
  return held / of;
}

function leastCell(cells: readonly CoverageCell[]): CoverageCell {
  return cells.reduce((least, cell) => (share(cell) < share(least) ? cell : least));
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
