import {svg} from "htl";
import {groupSize, solvableGroups, type SolvableSets} from "../../findings/sets/solvable-sets.js";
import {comparisonTitle} from "../../findings/shared/comparison.js";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import {round, svgPanel} from "../shared/plot/svg-panel.js";
import {matrixRow} from "./matrix-row.js";

const TOP = 30;
const ROW = 30;
const ROW_GAP = 4;
const FOOT = 40;
const GROUP_GAP = 10;
const LETTER = 7.5;

/** Problem x policy: one column a problem, sorted by group, the deeper the colour the higher the accuracy; blank where nothing was correct. */
export function solvablePanel(
  sets: SolvableSets,
  all: readonly Comparison[],
  width: number,
  styles: ReadonlyMap<string, PolicyStyle>
): SVGSVGElement {
  const {comparison, problems} = sets;
  const rows = [
    {policy: comparison.base, side: "base" as const},
    {policy: comparison.rl, side: "rl" as const}
  ];
  const left = Math.ceil(Math.max(...rows.map(({policy}) => policy.label.length)) * LETTER) + 8;
  const shown = solvableGroups.filter((group) => groupSize(sets, group) > 0);
  const column = (width - left - 2 - (shown.length - 1) * GROUP_GAP) / problems.length;
  const place = (i: number): number => left + i * column + shown.indexOf(problems[i]!.group) * GROUP_GAP;
  const height = TOP + 2 * ROW + ROW_GAP + FOOT;
  const cells = rows.map(({policy, side}, r) =>
    matrixRow({
      label: policy.label,
      color: styles.get(policy.policy)!.color,
      fontSize: 14,
      y: TOP + r * (ROW + ROW_GAP),
      height: ROW,
      column,
      cells: problems.map((problem, i) => ({
        problemId: problem.problemId,
        counts: problem[side],
        x: place(i)
      }))
    })
  );
  const brackets = shown.map((group) => {
    const first = problems.findIndex((problem) => problem.group === group);
    const size = groupSize(sets, group);
    const [x1, x2] = [place(first), place(first + size - 1) + column];
    return {group, size, x1, x2};
  });
  const y = height - FOOT + 6;
  const labels = groupLabels(
    brackets.map(({group, size, x1, x2}) => ({text: label(group, size, comparison), at: (x1 + x2) / 2})),
    width
  );
  return svgPanel({title: comparisonTitle(comparison, all), alt: altText(sets, all), width, height}, [
    svg`<rect x=${left - 1} y=${TOP - 1} width=${width - left} height=${2 * ROW + ROW_GAP + 2} fill="none" stroke="var(--grid)"/>`,
    ...cells,
    ...brackets.map(
      ({x1, x2}) =>
        svg`<path d="M${round(x1)},${y}v4H${round(x2)}v-4" fill="none" stroke="var(--ink-faint)"/>`
    ),
    ...labels.map(
      ({text, at, line}) =>
        svg`<text x=${round(at)} y=${y + 18 + line * 14} text-anchor="middle" fill="var(--ink)" font-size="12.5">${text}</text>`
    )
  ]);
}

function label(group: string, size: number, {base, rl}: Comparison): string {
  const names: Record<string, string> = {"base only": `${base.label} only`, "RL only": `${rl.label} only`};
  return `${names[group] ?? group} ${whole(size)}`;
}

/** Places labels in the middle of their brackets, inside the panel, on a second line where they would touch. */
function groupLabels(
  labels: readonly {text: string; at: number}[],
  width: number
): {text: string; at: number; line: 0 | 1}[] {
  const ends: [number, number] = [-Infinity, -Infinity];
  return labels.map(({text, at}) => {
    const half = (text.length * 6.2) / 2;
    const middle = Math.min(Math.max(at, half), width - half);
    const line = middle - half > ends[0] + 6 ? 0 : 1;
    ends[line] = middle + half;
    return {text, at: middle, line};
  });
}

function altText(sets: SolvableSets, all: readonly Comparison[]): string {
  const parts = solvableGroups.map((group) => label(group, groupSize(sets, group), sets.comparison));
  return `Matrix of ${whole(sets.problems.length)} problems by policy on ${comparisonTitle(sets.comparison, all)}, sorted by who solves them: ${parts.join(", ")}.`;
}
