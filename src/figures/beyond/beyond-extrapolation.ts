import {policyBands} from "../../findings/beyond/beyond-bands.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import {percent, points as inPoints, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {leastN, type PolicySet} from "../../metrics/counts/policy-sets.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {extrapolation} from "../../metrics/pass-at-k/extrapolation-check.js";
import type {ExtrapolationReach} from "../../metrics/pass-at-k/extrapolation-reach.js";
import {kGrid} from "../../metrics/pass-at-k/k-grid.js";
import {passAtK} from "../../metrics/pass-at-k/pass-at-k.js";
import type {BeyondPanel} from "./beyond-figure.js";
import type {HoldOut} from "./beyond-hold-outs.js";

/** How far beyond n the exact curves are continued, in n: as far as a fit may go at most. */
const FACTOR = 16;

/** The checks of some policies, which say how far each may be continued. */
export interface Continued {
  checks: readonly HoldOut[];
  exact: ExactTable | null;
}

/**
 * Measured pass@k of policies, and its continuation beyond n: the exact one where all solutions are known, else by the model and as
 * far as its hold-out check allows.
 */
export function extrapolationPanel(
  set: PolicySet,
  options: CoverageTableOptions,
  {checks, exact}: Continued
): BeyondPanel {
  const {benchmark, members} = set;
  const n = leastN(set);
  const styles = policyStyles(members.map(({policy}) => policy));
  const statistic = ({n, c}: Counts, k: number): number => passAtK(n, c, k);
  const curves = members.flatMap(({policy: {policy}, counts}): BeyondPanel["curves"][number][] => {
    const style = styles.get(policy)!;
    const points = policyBands(benchmark.benchmark, counts, kGrid(n), {statistic, options});
    const known = exactContinuation(exact, benchmark.benchmark, policy, n);
    if (known.length > 0)
      return [
        {...style, policy, points},
        {...style, policy, label: `${style.label}, exact`, symbol: null, dash: "1.5 3", points: known}
      ];
    const beyond = continuation(counts, n, reachOf(checks, benchmark.benchmark, policy));
    const label = `${style.label}, fit`;
    return [
      {...style, policy, points},
      ...(beyond.length === 0
        ? []
        : [{...style, policy, label, symbol: null, isExtrapolated: true, points: beyond}])
    ];
  });
  return {benchmark, curves};
}

function reachOf(checks: readonly HoldOut[], benchmark: string, policy: string): ExtrapolationReach | null {
  return (
    checks.find((one) => one.benchmark.benchmark === benchmark && one.policy.policy === policy)?.reach ?? null
  );
}

/** Exact coverage at the settings from n on, as far as a fit would go; none where not all solutions are known. */
function exactContinuation(
  exact: ExactTable | null,
  benchmark: string,
  policy: string,
  n: number
): PanelPoint[] {
  const curves = exact?.settings.benchmarks.find((each) => each.benchmark === benchmark)?.curves ?? [];
  const points = curves.find((curve) => curve.policy === policy)?.points ?? [];
  return points
    .filter(({k}) => k >= n && k <= n * FACTOR)
    .map(({k, coverage, low, high}) => ({x: k, estimate: coverage, low, high}));
}

/** How far the fits miss the exact coverage at the end of the lines that they may draw; empty where none is exact. */
export function exactMissText(sets: readonly PolicySet[], {checks, exact}: Continued): string {
  const known = sets.flatMap((set) =>
    set.members.flatMap(({policy, counts}) => {
      const points = exactContinuation(exact, set.benchmark.benchmark, policy.policy, leastN(set));
      return points.length === 0 ? [] : [{policy, counts, points, ...set}];
    })
  );
  if (known.length === 0) return "";
  const head = " Where all solutions are known the lines go on exactly, dotted, in the place of a fit.";
  const misses = known.flatMap(({policy, counts, points, benchmark}) => {
    const reach = reachOf(checks, benchmark.benchmark, policy.policy);
    const end = points.findLast(({x}) => reach !== null && x <= points[0]!.x * reach.factor);
    const predicted = reach && end && extrapolation(counts, reach.model)?.(end.x);
    return predicted === null || predicted === undefined ? [] : [{policy, benchmark, end: end!, predicted}];
  });
  const [first, ...others] = misses;
  if (first === undefined) return `${head} No check would allow a fit there.`;
  const size = ({predicted, end}: typeof first): number => Math.abs(predicted - end.estimate);
  const worst = others.reduce((most, each) => (size(each) > size(most) ? each : most), first);
  return (
    `${head} There the fit would miss most for ${worst.policy.label} on ${worst.benchmark.label}: ` +
    `${percent(worst.predicted)} instead of ${percent(worst.end.estimate)} at k = ${whole(worst.end.x)}, ${inPoints(worst.predicted - worst.end.estimate)} points.`
  );
}

/** The model's curve from n to as many times n as the check allows. */
function continuation(counts: readonly Counts[], n: number, reach: ExtrapolationReach | null): PanelPoint[] {
  const predict = reach && extrapolation(counts, reach.model);
  if (!predict) return [];
  return [n, ...kGrid(n * reach.factor).filter((k) => k > n)].map((k) => {
    const estimate = predict(k);
    return {x: k, estimate, low: estimate, high: estimate};
  });
}
