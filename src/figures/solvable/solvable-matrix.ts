import {scaleBand} from "d3-scale";
import {svg} from "htl";
import {accuracy} from "../../findings/sets/solvable-sets.js";
import {listText, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Counts} from "../../metrics/counts/counts.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";
import {round, svgPanel} from "../shared/plot/svg-panel.js";
import {matrixRow} from "./matrix-row.js";

const TOP = 30;
const ROW = 22;
const ROW_GAP = 3;
const FOOT = 26;
const LETTER = 8;

/** The problems of a benchmark under several policies. */
export interface SolvableMatrix {
  label: string;
  policies: PolicySummary[];
  /** Sorted: problems that most policies solve first, then alike ones together, then by mean accuracy. */
  problems: {problemId: string; counts: Counts[]}[];
}

/** The matrix of the problems that all of `policies` have completions of; null when there is none. */
export function solvableMatrix(
  {problemIds, policies: columns}: BenchmarkCounts,
  policies: readonly PolicySummary[],
  label: string
): SolvableMatrix | null {
  const found = policies.flatMap((policy) => {
    const counts = columns.find((one) => one.policy === policy.policy);
    return counts ? [{policy, counts}] : [];
  });
  const problems = problemIds
    .map((problemId, i) => ({problemId, counts: found.map(({counts: {n, c}}) => ({n: n[i]!, c: c[i]!}))}))
    .filter(({counts}) => counts.length > 0 && counts.every(({n}) => n > 0));
  if (problems.length === 0) return null;
  const sorted = problems.map((problem) => ({problem, ...rank(problem.counts)}));
  sorted.sort(
    (a, b) =>
      b.solvers - a.solvers || (a.pattern < b.pattern ? 1 : a.pattern > b.pattern ? -1 : 0) || b.sum - a.sum
  );
  return {label, policies: found.map(({policy}) => policy), problems: sorted.map(({problem}) => problem)};
}

function rank(counts: readonly Counts[]): {solvers: number; pattern: string; sum: number} {
  return {
    solvers: counts.filter(({c}) => c > 0).length,
    pattern: counts.map(({c}) => (c > 0 ? "1" : "0")).join(""),
    sum: counts.reduce((total, one) => total + accuracy(one), 0)
  };
}

/** What stands in the place of a matrix that is blank throughout; empty where any policy solves a problem. */
export function neverSolvedText({label, policies, problems}: SolvableMatrix): string {
  if (problems.some(({counts}) => counts.some(({c}) => c > 0))) return "";
  const who =
    policies.length > 4
      ? `the ${whole(policies.length)} policies`
      : listText(policies.map(({label}) => label));
  return `${label}: none of ${who} solved any of the ${whole(problems.length)} problems.`;
}

/** Policy x problem: a row a policy, with the size of its solvable set at the end; the deeper the colour the higher the accuracy. */
export function solvableMatrixPanel(
  {label, policies, problems}: SolvableMatrix,
  width: number,
  styles: ReadonlyMap<string, PolicyStyle>
): SVGSVGElement {
  const left = Math.min(
    width * 0.3,
    Math.ceil(Math.max(...policies.map(({label}) => label.length)) * LETTER) + 8
  );
  const right = 34;
  const x = scaleBand(
    problems.map((_, i) => i),
    [left, width - right]
  );
  const height = TOP + policies.length * (ROW + ROW_GAP) + FOOT;
  const sizes = policies.map((_, p) => problems.filter(({counts}) => counts[p]!.c > 0).length);
  const place = scaleBand(
    policies.map((_, p) => p),
    [TOP, TOP + policies.length * (ROW + ROW_GAP)]
  );
  const rows = policies.map((policy, p) => {
    const y = place(p)!;
    return matrixRow(
      {
        label: policy.label,
        color: styles.get(policy.policy)!.color,
        fontSize: 13,
        y,
        height: ROW,
        column: x.bandwidth(),
        cells: problems.map(({problemId, counts}, i) => ({
          problemId,
          counts: counts[p]!,
          x: x(i)!
        }))
      },
      svg`<text x=${width} y=${y + ROW / 2} dy="0.35em" text-anchor="end" fill="var(--ink)" font-size="12.5">${whole(sizes[p]!)}</text>`
    );
  });
  const list = policies.map(({label}, p) => `${label} ${whole(sizes[p]!)}`).join(", ");
  const alt = `Matrix of ${whole(problems.length)} problems by policy on ${label}. Problems solved: ${list}.`;
  return svgPanel({title: label, alt, width, height}, [
    svg`<text x=${width} y="14" text-anchor="end" fill="var(--ink-soft)" font-size="12.5">solved</text>`,
    svg`<rect x=${left - 1} y=${TOP - 1} width=${round(width - left - right + 2)} height=${policies.length * (ROW + ROW_GAP) - ROW_GAP + 2} fill="none" stroke="var(--grid)"/>`,
    ...rows,
    svg`<text x=${round((left + width - right) / 2)} y=${height - 8} text-anchor="middle" fill="var(--ink-soft)" font-size="12.5">${whole(problems.length)} problems</text>`
  ]);
}
