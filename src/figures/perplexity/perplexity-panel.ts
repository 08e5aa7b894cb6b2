import {max} from "d3-array";
import {scaleLinear} from "d3-scale";
import {area, curveStepAfter} from "d3-shape";
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
import {
  AXIS_HEIGHT,
  perplexityAxisMarks,
  perplexityScale,
  rowLabel,
  type PerplexityScale
} from "./perplexity-axis.js";

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
  const scale = perplexityScale(bins.high, [4, width - 8]);
  const shown = paperConditions.map(({scorer, author}) =>
    conditions.find((each) => each.scorer === scorer && each.author === author)!
  );
  const bottom = TOP + ROW * shown.length;
  const height = bottom + AXIS_HEIGHT;
  const baseMedian = shown[0]!.all?.quantiles[2];
  return svgPanel({title, alt: altText(title, shown, pair), width, height}, [
    perplexityAxisMarks(scale, TOP + 8, bottom),
    ...shown.map((condition, row) =>
      conditionRow(condition, pair, {y: TOP + row * ROW, scale, styles, baseMedian})
    )
  ]);
}

/** What the rows of a panel share, and where this one begins. */
interface RowFrame {
  y: number;
  scale: PerplexityScale;
  styles: ReadonlyMap<string, PolicyStyle>;
  baseMedian: number | undefined;
}

function conditionRow(
  condition: ConditionSummary,
  pair: NamedPair,
  {y, scale, styles, baseMedian}: RowFrame
): SVGElement {
  const color = authorColor(condition.author, pair, styles);
  const {all} = condition;
  const [, right] = scale.range();
  const label = rowLabel(conditionText(condition, pair), y + 14, color);
  if (all === null)
    return svg`<g>${label}<text x=${right} y=${y + 14} text-anchor="end" fill="var(--ink-soft)" font-size="12.5">none</text></g>`;
  const [low, lower, middle, upper, high] = all.quantiles.map((value) => round(scale(value)));
  const line = y + LINE;
  return svg`<g class="perplexity-row">
    ${label}
    <text x=${right} y=${y + 14} text-anchor="end" fill="var(--ink)" font-size="12.5">median ${perplexityText(all.quantiles[2])}</text>
    ${baseMedian === undefined ? null : svg`<path d="M${round(scale(baseMedian))},${y + FOOT - RIDGE}V${line + 5}" stroke="var(--ink-faint)" stroke-dasharray="2 3"/>`}
    <path d=${outline(condition.histogram, scale, y + FOOT)} fill=${color} fill-opacity="var(--band)" stroke=${color} stroke-width="1"/>
    <path d="M${low!},${line}H${high!}" stroke=${color} stroke-width="1.2"/>
    <path d="M${lower!},${line}H${upper!}" stroke=${color} stroke-width="5"/>
    <path d="M${middle!},${line - 5}v10" stroke="var(--ink)" stroke-width="2"/>
  </g>`;
}

/** The histogram as an outline of steps over its foot, as high as its largest bin allows. */
function outline(histogram: readonly number[], scale: PerplexityScale, foot: number): string {
  const x = scaleLinear([0, histogram.length], scale.range());
  const y = scaleLinear([0, Math.max(1, max(histogram) ?? 0)], [foot, foot - RIDGE]);
  // A last point, so that the last bin has its width.
  const steps = [...histogram, histogram.at(-1) ?? 0];
  const shape = area<number>(
    (_, bin) => x(bin),
    foot,
    (count) => y(count)
  )
    .curve(curveStepAfter)
    .digits(2);
  return shape(steps) ?? "";
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
