import {svg} from "htl";
import {authorColor, conditionText, type NamedPair} from "../../findings/perplexity/perplexity-conditions.js";
import {perplexityText} from "../../findings/perplexity/perplexity-text.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {LogBins} from "../../metrics/perplexity/perplexity-histogram.js";
import {
  paperConditions,
  type ConditionSummary,
  type PerplexityPair
} from "../../metrics/perplexity/perplexity-table.js";
import {round, svgPanel} from "../shared/plot/svg-panel.js";
import {AXIS_HEIGHT, perplexityAxisMarks, place, rowLabel, type PerplexityAxis} from "./perplexity-axis.js";

const TOP = 26;
const ROW = 74;
const RIDGE = 34;
/** From the top of a row to the foot of its outline, and to the line of its quantiles. */
const FOOT = 55;
const LINE = 62;

/** The paper's four conditions as rows: outline of the distribution, quantiles under it, the median in numbers. */
export function perplexityPanel(
  {conditions}: PerplexityPair,
  pair: NamedPair,
  {
    title,
    width,
    bins,
    styles
  }: {title: string; width: number; bins: LogBins; styles: ReadonlyMap<string, PolicyStyle>}
): SVGSVGElement {
  const axis = {high: bins.high, left: 4, right: width - 8};
  const shown = paperConditions.map(({scorer, author}) =>
    conditions.find((each) => each.scorer === scorer && each.author === author)!
  );
  const bottom = TOP + ROW * shown.length;
  const height = bottom + AXIS_HEIGHT;
  const baseMedian = shown[0]!.all?.quantiles[2];
  return svgPanel({title, alt: altText(title, shown, pair), width, height}, [
    perplexityAxisMarks(axis, TOP + 8, bottom),
    ...shown.map((condition, row) =>
      conditionRow(condition, pair, {y: TOP + row * ROW, axis, styles, baseMedian})
    )
  ]);
}

/** What the rows of a panel share, and where this one begins. */
interface RowFrame {
  y: number;
  axis: PerplexityAxis;
  styles: ReadonlyMap<string, PolicyStyle>;
  baseMedian: number | undefined;
}

function conditionRow(
  condition: ConditionSummary,
  pair: NamedPair,
  {y, axis, styles, baseMedian}: RowFrame
): SVGElement {
  const color = authorColor(condition.author, pair, styles);
  const {all} = condition;
  const label = rowLabel(conditionText(condition, pair), y + 14, color);
  if (all === null)
    return svg`<g>${label}<text x=${axis.right} y=${y + 14} text-anchor="end" fill="var(--ink-soft)" font-size="12.5">none</text></g>`;
  const [low, lower, middle, upper, high] = all.quantiles.map((value) => round(place(axis, value)));
  const line = y + LINE;
  return svg`<g class="perplexity-row">
    ${label}
    <text x=${axis.right} y=${y + 14} text-anchor="end" fill="var(--ink)" font-size="12.5">median ${perplexityText(all.quantiles[2])}</text>
    ${baseMedian === undefined ? null : svg`<path d="M${round(place(axis, baseMedian))},${y + FOOT - RIDGE}V${line + 5}" stroke="var(--ink-faint)" stroke-dasharray="2 3"/>`}
    <path d=${outline(condition.histogram, axis, y + FOOT)} fill=${color} fill-opacity="var(--band)" stroke=${color} stroke-width="1"/>
    <path d="M${low!},${line}H${high!}" stroke=${color} stroke-width="1.2"/>
    <path d="M${lower!},${line}H${upper!}" stroke=${color} stroke-width="5"/>
    <path d="M${middle!},${line - 5}v10" stroke="var(--ink)" stroke-width="2"/>
  </g>`;
}

/** The histogram as an outline of steps over its foot, as high as its largest bin allows. */
function outline(histogram: readonly number[], axis: PerplexityAxis, foot: number): string {
  const most = Math.max(1, ...histogram);
  const step = (axis.right - axis.left) / histogram.length;
  const steps = histogram.map((count, bin) => {
    const y = round(foot - (count / most) * RIDGE);
    return `L${round(axis.left + bin * step)},${y}H${round(axis.left + (bin + 1) * step)}`;
  });
  return `M${axis.left},${foot}${steps.join("")}V${foot}Z`;
}

function altText(title: string, shown: readonly ConditionSummary[], pair: NamedPair): string {
  const medians = shown.map((condition) => {
    const {all} = condition;
    const numbers =
      all === null
        ? "none"
        : `median ${perplexityText(all.quantiles[2])}, half of them from ${perplexityText(all.quantiles[1])} to ${perplexityText(all.quantiles[3])}`;
    return `${conditionText(condition, pair)}: ${numbers}`;
  });
  return `Distributions of perplexity per token on ${title}. ${medians.join(". ")}.`;
}
