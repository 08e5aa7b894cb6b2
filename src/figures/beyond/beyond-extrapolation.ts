import {policyBands} from "../../findings/beyond/beyond-bands.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import {interval, percent, points as inPoints, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {leastN, type PolicySet} from "../../metrics/counts/policy-sets.js";
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

/** Measured pass@k of policies, and its continuation beyond n by a fitted beta-binomial where the fit exists. */
export function extrapolationPanel(set: PolicySet, options: CoverageTableOptions): BeyondPanel {
  const {benchmark, members} = set;
  const n = leastN(set);
  const styles = policyStyles(members.map(({policy}) => policy));
  const statistic = ({n, c}: Counts, k: number): number => passAtK(n, c, k);
  const curves = members.flatMap(({policy: {policy}, counts}) => {
    const style = styles.get(policy)!;
    const points = policyBands(benchmark.benchmark, counts, kGrid(n), {statistic, options});
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
