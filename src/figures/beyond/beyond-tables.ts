import {differenceText, shareText} from "../../findings/beyond/beyond-text.js";
import {interval, percent, points as inPoints} from "../../findings/shared/format.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {dataTable} from "../shared/page/data-table.js";
import type {HoldOut} from "./beyond-extrapolation.js";
import {coverIdentities, reliabilities} from "./beyond-measures.js";

/** What a fit to a quarter of the completions predicts, beside what the others measure. */
export function holdOutTable(checks: readonly HoldOut[]): HTMLElement {
  return dataTable(checks, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "Fitted n", value: ({fitted}) => fitted},
    {label: "k", value: ({k}) => k},
    {label: "Predicted (random quarters)", value: predictedText},
    {label: "Measured", value: ({measured}) => percent(measured)},
    {label: "Miss, points", value: ({predicted, measured}) => inPoints(predicted - measured)}
  ]);
}

function predictedText({predicted, low, high}: HoldOut): string {
  return `${percent(predicted)} (${interval(low, high, percent)})`;
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
