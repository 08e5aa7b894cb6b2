import {scaleLinear, scaleLog} from "d3-scale";
import {create} from "d3-selection";
import {line} from "d3-shape";
import {max, min} from "d3-array";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {ClaimCase, ClaimTables} from "../../metrics/claims/claim.js";
import type {EndsTable} from "../../metrics/coverage/ends-table.js";

/** A line of the small picture: values from 0 to 1 over something that grows. */
interface SmallCurve {
  color: string;
  points: {x: number; y: number}[];
}

const [WIDTH, HEIGHT, MARGIN] = [104, 44, 3];

/** The curves of a case as a picture the size of a few words; null where there is none to draw. */
export function claimCurves(one: ClaimCase, tables: ClaimTables): SVGSVGElement | null {
  const curves = caseCurves(one, tables).filter(({points}) => points.length > 1);
  if (curves.length < 2) return null;
  const xs = curves.flatMap(({points}) => points.map(({x}) => x));
  const isLog = min(xs)! > 0;
  const x = (isLog ? scaleLog() : scaleLinear()).domain([min(xs)!, max(xs)!]).range([MARGIN, WIDTH - MARGIN]);
  const most = max(curves.flatMap(({points}) => points.map(({y}) => y)))!;
  const y = scaleLinear()
    .domain([0, Math.max(0.05, most)])
    .range([HEIGHT - MARGIN, MARGIN]);
  const svg = create("svg")
    .attr("class", "claim-curves")
    .attr("width", WIDTH)
    .attr("height", HEIGHT)
    .attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`)
    .attr("aria-hidden", "true");
  svg
    .append("path")
    .attr("d", `M0,${HEIGHT - 0.5}H${WIDTH}`)
    .attr("stroke", "var(--rule)");
  for (const {color, points} of curves)
    svg
      .append("path")
      .attr("fill", "none")
      .attr("stroke", color)
      .attr("stroke-width", curves.length > 3 ? 1.25 : 2)
      .attr(
        "d",
        line<{x: number; y: number}>()
          .x((point) => x(point.x))
          .y((point) => y(point.y))(points)
      );
  return svg.node();
}

function caseCurves(one: ClaimCase, tables: ClaimTables): SmallCurve[] {
  if (one.experiment === "steps") return jaws(one, tables);
  if (one.experiment === "algorithms") return endLines(one, tables, tables.algorithms);
  const known = [tables.coverage[one.experiment], ...Object.values(tables.coverage)];
  for (const table of known) {
    const rows = table?.benchmarks.find(({benchmark}) => benchmark === one.benchmark);
    const curves = rows?.curves.filter(({policy}) => one.policies.includes(policy)) ?? [];
    if (curves.length === one.policies.length)
      return curves.map(({policy, points}) => ({
        color: colorOf(policy, tables),
        points: points.map(({k, coverage}) => ({x: k, y: coverage}))
      }));
  }
  return [];
}

/** What one try and many solve, over the checkpoints in their order. */
function jaws({benchmark}: ClaimCase, {steps}: ClaimTables): SmallCurve[] {
  const rows = steps?.benchmarks.find((one) => one.benchmark === benchmark);
  return (["atMost", "atOne"] as const).map((at) => ({
    color: "var(--role-rl)",
    points: (rows?.policies ?? []).map(({pass}, x) => ({x, y: pass[at].estimate}))
  }));
}

/** From what one try solves to what the most tries solve, for each policy. */
function endLines(
  {benchmark, policies}: ClaimCase,
  tables: ClaimTables,
  table: EndsTable | null
): SmallCurve[] {
  const rows = table?.benchmarks.find((one) => one.benchmark === benchmark);
  return (rows?.policies ?? [])
    .filter(({policy}) => policies.includes(policy))
    .map(({policy, pass}) => ({
      color: colorOf(policy, tables),
      points: [
        {x: 1, y: pass.atOne.estimate},
        {x: rows!.kMax, y: pass.atMost.estimate}
      ]
    }));
}

function colorOf(id: string, {study}: ClaimTables): string {
  return policyStyles(study.policies).get(id)?.color ?? "var(--ink-faint)";
}
