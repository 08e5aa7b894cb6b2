import {differenceText, shareText} from "../../findings/beyond/beyond-text.js";
import {percent, points as inPoints} from "../../findings/shared/format.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {ExtrapolationCheck} from "../../metrics/pass-at-k/extrapolation-check.js";
import type {ExtrapolationReach} from "../../metrics/pass-at-k/extrapolation-reach.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {dataTable} from "../shared/page/data-table.js";
import {missOf, type HoldOut} from "./beyond-hold-outs.js";
import {coverIdentities, reliabilities} from "./beyond-measures.js";

/** What fits of both models to a quarter of the completions predict, beside what the others measure, and how far a line may go on. */
export function holdOutTable(checks: readonly HoldOut[]): HTMLElement {
  return dataTable(checks, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "Fitted n, k", value: ({quarter: {beta}}) => `${beta.fitted}, ${beta.k}`},
    {label: "Measured", value: ({quarter: {beta}}) => percent(beta.measured)},
    {label: "Beta (miss, points)", value: ({quarter}) => predictedText(quarter.beta)},
    {label: "With zeros (miss, points)", value: ({quarter}) => predictedText(quarter["zero-inflated"])},
    {label: "Continued", value: ({reach}) => reachText(reach)}
  ]);
}

function predictedText(check: ExtrapolationCheck): string | null {
  return Number.isNaN(check.predicted) ? null : `${percent(check.predicted)} (${inPoints(missOf(check))})`;
}

function reachText(reach: ExtrapolationReach | null): string {
  if (reach === null) return "not";
  return `${reach.factor} n, ${reach.model === "beta" ? "beta" : "with zeros"}`;
}

/** G-Pass@k_tau of both policies with the paired difference. */
export function reliabilityTable(pairs: readonly Comparison[], options: CoverageTableOptions): HTMLElement {
  return dataTable(
    pairs.flatMap((pair) => reliabilities(pair, options)),
    [
      {label: "Benchmark", value: ({pair}) => pair.benchmark.label},
      {label: "Measure", value: ({tau, k}) => (tau === null ? `mG-Pass@${k}` : `G-Pass@${k}, τ = ${tau}`)},
      {label: "Base", value: ({base}) => shareText(base)},
      {label: "RL", value: ({rl}) => shareText(rl)},
      {label: "RL − base, points", value: ({difference}) => differenceText(difference)}
    ]
  );
}

/** pass@k counted without replacement beside the integral over Cover@tau. */
export function coverIdentityTable(pairs: readonly Comparison[]): HTMLElement {
  return dataTable(pairs.flatMap(coverIdentities), [
    {label: "Benchmark", value: ({pair}) => pair.benchmark.label},
    {label: "k", value: ({k}) => k},
    {label: "Base, pass@k", value: ({base}) => percent(base)},
    {label: "Base, from Cover@τ", value: ({baseFromCover}) => percent(baseFromCover)},
    {label: "RL, pass@k", value: ({rl}) => percent(rl)},
    {label: "RL, from Cover@τ", value: ({rlFromCover}) => percent(rlFromCover)}
  ]);
}
