import {pairBands} from "../../findings/beyond/beyond-bands.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import {interval, percent, points as inPoints, whole} from "../../findings/shared/format.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {betaBinomialPassAtK} from "../../metrics/pass-at-k/beta-binomial-pass-at-k.js";
import {extrapolationCheck, type ExtrapolationCheck} from "../../metrics/pass-at-k/extrapolation-check.js";
import {fitBetaBinomial} from "../../metrics/pass-at-k/fit-beta-binomial.js";
import {kGrid} from "../../metrics/pass-at-k/k-grid.js";
import {passAtK} from "../../metrics/pass-at-k/pass-at-k.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";
import {pairStyles, smallestN, type BeyondPanel} from "./beyond-figure.js";

/** How far beyond n the curves are continued. */
const FACTOR = 16;

/** Measured pass@k of a pair, and its continuation beyond n by a fitted beta-binomial where the fit exists. */
export function extrapolationPanel(pair: Comparison, options: CoverageTableOptions): BeyondPanel {
  const n = smallestN(pair);
  const measured = pairBands(pair, kGrid(n), ({n, c}, k) => passAtK(n, c, k), options);
  const styles = pairStyles(pair);
  const curves = (["base", "rl"] as const).flatMap((role) => {
    const {policy} = pair[role];
    const beyond = continuation(pair, role, n);
    const label = `${styles[role].label}, fit`;
    return [
      {...styles[role], policy, points: measured[role]},
      ...(beyond.length === 0
        ? []
        : [{...styles[role], policy, label, symbol: null, isExtrapolated: true, points: beyond}])
    ];
  });
  return {pair, curves};
}

function continuation({counts}: Comparison, role: "base" | "rl", n: number): PanelPoint[] {
  const fit = fitBetaBinomial(counts[role]);
  if (!fit.interior) return [];
  return [n, ...kGrid(n * FACTOR).filter((k) => k > n)].map((k) => {
    const estimate = betaBinomialPassAtK(fit, k);
    return {x: k, estimate, low: estimate, high: estimate};
  });
}

/** The hold-out check of one policy of a pair. */
export interface HoldOut extends ExtrapolationCheck {
  pair: Comparison;
  policy: PolicySummary;
}

/** Fits to a quarter of the completions, set against what the other three quarters measure. Pairs with fewer than four completions are left out. */
export function holdOuts(pairs: readonly Comparison[], seed: number): HoldOut[] {
  return pairs
    .flatMap((pair) =>
      (["base", "rl"] as const).map((role) => ({
        pair,
        policy: pair[role],
        ...extrapolationCheck(pair.counts[role], {seed: `${seed} ${pair.benchmark.benchmark} ${role}`})
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
    `Its largest miss is ${check.policy.label} on ${check.pair.benchmark.label}: ${percent(check.predicted)} predicted ` +
    `(${interval(check.low, check.high, percent)} over random quarters), ${percent(check.measured)} measured at k = ${whole(check.k)}, ${inPoints(misses[worst]!)} points. ` +
    `The dashed lines go ${FACTOR} times as far as the completions, and deserve no more trust than that.`
  );
}

const CLOSE = 0.02;
