import type {PlanGoal, PlanRow, StudyPlan} from "../../../src/metrics/planning/study-plan.js";
import {about, whole} from "../../../src/findings/shared/format.js";
import {escapeHtml} from "../navigation.js";

const [WIDTH, HEIGHT] = [440, 300];
const MARGIN = {top: 14, right: 104, bottom: 42, left: 44};
/** Lines whose labels would touch are labelled further apart. */
const LABEL = 15;

interface Label {
  text: string;
  x: number;
  y: number;
  color: string;
}

/**
 * Power against completions per problem, a line for each number of problems, as one SVG whose colours are the page's. Null where
 * no row has the power that is asked for.
 */
export function planFigure(
  {rows, power, benchmark}: StudyPlan,
  goal: PlanGoal,
  title: string
): string | null {
  const shown = rows.filter((row) => row[goal] !== null);
  if (shown.length === 0) return null;
  const completions = [...new Set(shown.map((row) => row.completions))];
  const problems = [...new Set(shown.map((row) => row.problems))];
  const x = logScale(completions[0]!, completions.at(-1)!);
  const labels: Label[] = [];
  const lines = problems.map((count, i) => {
    const color = lineColor(i, problems.length);
    const own = shown.filter((row) => row.problems === count);
    const last = own.at(-1)!;
    const isBeyond = count > (benchmark.problems ?? Infinity);
    labels.push({
      ...{text: i === problems.length - 1 ? `${whole(count)} problems` : whole(count), color},
      ...{x: x(last.completions) + 8, y: yOf(last[goal]!)}
    });
    return lineOf(own, {goal, x, color, isBeyond});
  });
  labels.push({
    ...{text: `asked for: ${about(power)}`, color: "var(--ink-soft)"},
    ...{x: WIDTH - MARGIN.right + 8, y: yOf(power)}
  });
  const parts = [grid(), xAxis(completions, x), ...lines, powerLine(power), ...spread(labels).map(labelText)];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${parts.join("")}</svg>`;
}

function logScale(least: number, most: number): (n: number) => number {
  const [left, right] = [MARGIN.left, WIDTH - MARGIN.right];
  if (least === most) return () => (left + right) / 2;
  return (n) => left + ((right - left) * Math.log(n / least)) / Math.log(most / least);
}

function yOf(share: number): number {
  return HEIGHT - MARGIN.bottom - share * (HEIGHT - MARGIN.top - MARGIN.bottom);
}

/** From the colour of the base to that of RL, for few to many problems. */
function lineColor(i: number, count: number): string {
  const part = count === 1 ? 0 : Math.round((100 * i) / (count - 1));
  return `color-mix(in oklab, var(--role-rl) ${part}%, var(--role-base))`;
}

function lineOf(
  rows: readonly PlanRow[],
  {goal, x, color, isBeyond}: {goal: PlanGoal; x: (n: number) => number; color: string; isBeyond: boolean}
): string {
  const places = rows.map((row) => [round(x(row.completions)), round(yOf(row[goal]!))] as const);
  const path = places.map(([left, top], i) => `${i === 0 ? "M" : "L"}${left} ${top}`).join("");
  const dash = isBeyond ? ' stroke-dasharray="4 3"' : "";
  const dots = places.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="2.6"/>`).join("");
  return `<g style="stroke:${color};fill:${color}"><path d="${path}" fill="none" stroke-width="1.6"${dash}/><g stroke="none">${dots}</g></g>`;
}

function grid(): string {
  const right = WIDTH - MARGIN.right;
  return [0, 0.25, 0.5, 0.75, 1]
    .map(
      (share) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${round(yOf(share))}" y2="${round(yOf(share))}"/>` +
        `<text x="${MARGIN.left - 8}" y="${round(yOf(share) + 4)}" text-anchor="end">${share * 100}%</text>`
    )
    .join("");
}

/** The least power; its name stands among those of the lines. */
function powerLine(power: number): string {
  const y = round(yOf(power));
  return `<line class="power" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y}" y2="${y}"/>`;
}

function xAxis(completions: readonly number[], x: (n: number) => number): string {
  const texts: string[] = [];
  let end = -Infinity;
  for (const n of completions) {
    const width = 7 * whole(n).length;
    if (x(n) - width / 2 < end + 6) continue;
    end = x(n) + width / 2;
    texts.push(
      `<text x="${round(x(n))}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${whole(n)}</text>`
    );
  }
  const middle = (MARGIN.left + WIDTH - MARGIN.right) / 2;
  return `${texts.join("")}<text x="${middle}" y="${HEIGHT - 6}" text-anchor="middle">completions of each problem</text>`;
}

/** Moves labels down, then the lot up, until none touches another. */
function spread(labels: readonly Label[]): Label[] {
  // Of lines that end alike the one of more problems comes first.
  const sorted = labels
    .toReversed()
    .map((label) => ({...label}))
    .sort((a, b) => a.y - b.y);
  let least = -Infinity;
  for (const label of sorted) least = (label.y = Math.max(label.y, least)) + LABEL;
  let most = HEIGHT - MARGIN.bottom;
  for (const label of sorted.toReversed()) most = (label.y = Math.min(label.y, most)) - LABEL;
  return sorted;
}

function labelText({text, x, y, color}: Label): string {
  return `<text x="${round(x)}" y="${round(y + 4)}" style="fill:${color}">${text}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
