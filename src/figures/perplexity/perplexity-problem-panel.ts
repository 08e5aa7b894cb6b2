import {symbol, symbolCircle, symbolSquare} from "d3-shape";
import {svg} from "htl";
import {authorColor, conditionText, type NamedPair} from "../../findings/perplexity/perplexity-conditions.js";
import {perplexityText} from "../../findings/perplexity/perplexity-text.js";
import {percent, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {PerplexityProblem} from "../../metrics/perplexity/perplexity-points.js";
import {paperConditions, type Author} from "../../metrics/perplexity/perplexity-table.js";
import {round, svgPanel} from "../shared/plot/svg-panel.js";
import {
  AXIS_HEIGHT,
  perplexityAxisMarks,
  perplexityScale,
  rowLabel,
  type PerplexityScale
} from "./perplexity-axis.js";

const TOP = 44;
const ROW = 64;
/** From the top of a row to the middle of its lowest points. */
const FOOT = 56;
/** Height that stacked points may take. */
const STACK = 30;
const RADIUS = 3.6;

/** A point of a row: where it stands above the axis, counted in points. */
interface Stacked {
  x: number;
  level: number;
  index: number;
}

/** Single completions of one problem under the paper's conditions: a mark each, filled where correct, equal ones on top of each other. */
export function perplexityProblemPanel(
  problem: PerplexityProblem,
  pair: NamedPair,
  {width, high, styles}: {width: number; high: number; styles: ReadonlyMap<string, PolicyStyle>}
): SVGSVGElement {
  const scale = perplexityScale(high, [6, width - 8]);
  const bottom = TOP + ROW * paperConditions.length + 4;
  const height = bottom + AXIS_HEIGHT;
  const prompt = shorten(problem.prompt, width);
  return svgPanel({title: problem.problem_id, alt: altText(problem, pair), width, height}, [
    svg`<text x="0" y="32" fill="var(--ink-soft)" font-size="12.5">${prompt}</text>`,
    perplexityAxisMarks(scale, TOP + 18, bottom),
    ...paperConditions.map((condition, row) => {
      const color = authorColor(condition.author, pair, styles);
      const y = TOP + row * ROW;
      return svg`<g>
        ${rowLabel(conditionText(condition, pair), y + 14, color)}
        ${pointMarks(problem.points[row]!, condition.author, {scale, color, foot: y + FOOT})}
      </g>`;
    })
  ]);
}

/** A mark for each completion, and the numbers of those on top of each other. */
function pointMarks(
  {perplexities, verdicts}: PerplexityProblem["points"][number],
  author: Author,
  {scale, color, foot}: {scale: PerplexityScale; color: string; foot: number}
): SVGElement[] {
  const stacked = stack(perplexities, scale);
  const levels = Math.max(1, ...stacked.map(({level}) => level));
  const gap = Math.min(2 * RADIUS, STACK / levels);
  const shape = mark(author);
  const marks = stacked.map(({x, level, index}) => {
    const isCorrect = author === "reference" || verdicts[index] === "c";
    return svg`<path d=${shape} transform=${`translate(${x},${round(foot - level * gap)})`} fill=${isCorrect ? color : "var(--ground)"} stroke=${color} stroke-width="1.3"><title>${perplexityText(perplexities[index]!)}, ${verdictText(author, verdicts[index]!)}</title></path>`;
  });
  const counts = columnCounts(stacked).map(
    ({x, top, count}) =>
      svg`<text x=${round(x + RADIUS + 3)} y=${round(foot - top * gap + 4)} fill="var(--ink)" font-size="11.5">${count}</text>`
  );
  return [...marks, ...counts];
}

/** Puts points that would cover each other on top of each other, from left to right. */
function stack(perplexities: readonly number[], scale: PerplexityScale): Stacked[] {
  const sorted = perplexities.map((value, index) => ({x: round(scale(value)), index}));
  sorted.sort((a, b) => a.x - b.x || a.index - b.index);
  const placed: Stacked[] = [];
  for (const {x, index} of sorted) {
    const near = placed.filter((other) => x - other.x < 2 * RADIUS).map(({level}) => level);
    let level = 0;
    while (near.includes(level)) level++;
    placed.push({x, level, index});
  }
  return placed;
}

/** Marks of one perplexity from which their number is written beside the topmost. */
const COUNTED = 5;

/** Stacks too high to be counted by eye, where nothing stands to their right. */
function columnCounts(stacked: readonly Stacked[]): {x: number; top: number; count: number}[] {
  const columns = new Map<number, Stacked[]>();
  for (const point of stacked) columns.set(point.x, [...(columns.get(point.x) ?? []), point]);
  return [...columns].flatMap(([x, points]) => {
    const top = Math.max(...points.map(({level}) => level));
    const isFree = stacked.every((other) => other.x <= x || other.x > x + 20 || other.level < top - 1);
    return points.length >= COUNTED && isFree ? [{x, top, count: points.length}] : [];
  });
}

/** The marker of the author's role; a stroke for a reference. */
function mark(author: Author): string {
  if (author === "reference") return `M0,${-RADIUS}v${2 * RADIUS}`;
  const side = 2 * (RADIUS - 0.4);
  return author === "rl"
    ? symbol(symbolSquare, side * side)()!
    : symbol(symbolCircle, Math.PI * RADIUS * RADIUS)()!;
}

function verdictText(author: Author, letter: string): string {
  if (author === "reference") return "correct";
  return {c: "correct", i: "incorrect"}[letter] ?? "not judged";
}

function shorten(text: string, width: number): string {
  const letters = Math.floor(width / 6.4);
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

function altText(problem: PerplexityProblem, pair: NamedPair): string {
  const rows = paperConditions.map((condition, row) => {
    const {perplexities} = problem.points[row]!;
    if (perplexities.length === 0) return `${conditionText(condition, pair)}: none`;
    const [least, most] = [Math.min(...perplexities), Math.max(...perplexities)];
    return `${conditionText(condition, pair)}: ${whole(perplexities.length)} from ${perplexityText(least)} to ${perplexityText(most)}`;
  });
  return `Perplexities of single completions of ${problem.problem_id}. ${rows.join(". ")}.`;
}

/** A problem as an option of a list: its id, and how often the base solves it. */
export function problemOption({problem_id, base_accuracy}: PerplexityProblem, {base}: NamedPair): string {
  return base_accuracy === null
    ? problem_id
    : `${problem_id} (${base.label} solves ${percent(base_accuracy)})`;
}
