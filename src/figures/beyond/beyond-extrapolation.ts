import {policyBands} from "../../findings/beyond/beyond-bands.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import {interval, percent, points as inPoints, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {leastN, type PolicySet} from "../../metrics/counts/policy-sets.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {betaBinomialPassAtK} from "../../metrics/pass-at-k/beta-binomial-pass-at-k.js";
import {extrapolationCheck, type ExtrapolationCheck} from "../../metrics/pass-at-k/extrapolation-check.js";
import {fitBetaBinomial} from "../../metrics/pass-at-k/fit-beta-binomial.js";
import {kGrid} from "../../metrics/pass-at-k/k-grid.js";
import {passAtK} from "../../metrics/pass-at-k/pass-at-k.js";
import type {BenchmarkSummary, PolicySummary} from "../../metrics/study/study-summary.js";
import type {BeyondPanel} from "./beyond-figure.js";

/** How far beyond n the curves are continued. */
const FACTOR = 16;

/**
 * Measured pass@k of policies, and its continuation beyond n: the exact one where all solutions are known, else by a fitted
 * beta-binomial where the fit exists.
 */
export function extrapolationPanel(
  set: PolicySet,
  options: CoverageTableOptions,
  exact: ExactTable | null = null
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
    const beyond = continuation(counts, n);
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

/** How far the fit misses the exact coverage at the end of the dotted lines; empty where none is exact. */
export function exactMissText(sets: readonly PolicySet[], exact: ExactTable | null): string {
  const misses = sets.flatMap((set) =>
    set.members.flatMap(({policy, counts}) => {
      const known = exactContinuation(exact, set.benchmark.benchmark, policy.policy, leastN(set)).at(-1);
      const fit = fitBetaBinomial(counts);
      if (known === undefined || !fit.interior) return [];
      return [{policy, benchmark: set.benchmark, known, predicted: betaBinomialPassAtK(fit, known.x)}];
    })
  );
  const [first, ...others] = misses;
  if (first === undefined) return "";
  const size = ({predicted, known}: typeof first): number => Math.abs(predicted - known.estimate);
  const worst = others.reduce((most, each) => (size(each) > size(most) ? each : most), first);
  return (
    ` Where all solutions are known the lines go on exactly, dotted, in the place of a fit. There the fit would miss most for ${worst.policy.label} on ${worst.benchmark.label}: ` +
    `${percent(worst.predicted)} instead of ${percent(worst.known.estimate)} at k = ${whole(worst.known.x)}, ${inPoints(worst.predicted - worst.known.estimate)} points.`
  );
}

function continuation(counts: readonly Counts[], n: number): PanelPoint[] {
  const fit = fitBetaBinomial(counts);
  if (!fit.interior) return [];
  return [n, ...kGrid(n * FACTOR).filter((k) => k > n)].map((k) => {
    const estimate = betaBinomialPassAtK(fit, k);
    return {x: k, estimate, low: estimate, high: estimate};
  });
}

/** The hold-out check of one policy. */
export interface HoldOut extends ExtrapolationCheck {
  benchmark: BenchmarkSummary;
  policy: PolicySummary;
}

/** Fits to a quarter of the completions, set against what the other three quarters measure. Policies with fewer than four completions are left out. */
export function holdOuts(sets: readonly PolicySet[], seed: number): HoldOut[] {
  return sets
    .flatMap(({benchmark, members}) =>
      members.map(({policy, counts}) => ({
        benchmark,
        policy,
        ...extrapolationCheck(counts, {seed: `${seed} ${benchmark.benchmark} ${policy.role}`})
      }))
    )
    .filter(({k}) => !Number.isNaN(k));
}

/** Whether to trust the dashed lines: the largest miss of a prediction from a quarter of the completions. */
export function extrapolationAnswer(checks: readonly HoldOut[]): string {
  const misses = checks.map((check) => check.predicted - check.measured);
  const worst = checks.reduce<number>(
    (most, _, i) => (Math.abs(misses[i]!) > Math.abs(misses[most] ?? 0) ? i : most),
    0
  );
  const check = checks[worst];
  if (!check) return "There are too few completions to check an extrapolation.";
  const within = misses.filter((miss) => Math.abs(miss) <= CLOSE).length;
  return (
    `Fitted to a quarter of the completions, the model comes within ${CLOSE * 100} points of the coverage that the other three quarters measure in ${whole(within)} of ${whole(checks.length)} cases. ` +
    `Its largest miss is ${check.policy.label} on ${check.benchmark.label}: ${percent(check.predicted)} predicted ` +
    `(${interval(check.low, check.high, percent)} over random quarters), ${percent(check.measured)} measured at k = ${whole(check.k)}, ${inPoints(misses[worst]!)} points. ` +
    `The dashed lines go ${FACTOR} times as far as the completions, and deserve no more trust than that.`
  );
}

const CLOSE = 0.02;
