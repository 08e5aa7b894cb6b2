import {whole} from "../../../findings/shared/format.js";
import type {PolicySummary} from "../../../metrics/study/study-summary.js";
import type {AnalysisState} from "./view-state.js";

/** Why an analysis of these policies cannot be made, and what to do; null where it can be tried. */
export function impossibleAnalysis(
  {policies, kMin, kMax}: AnalysisState,
  known: readonly PolicySummary[]
): string | null {
  if (policies?.length === 0) return "No policy is chosen: tick at least one.";
  if (policies !== null && !known.some(({policy}) => policies.includes(policy)))
    return "None of the policies in the address has completions here: tick others.";
  return kMin === null || kMax === null ? null : fewestText(kMin, kMax);
}

/** Why budgets cannot run from one to another; null where they can. */
export function fewestText(kMin: number, kMax: number): string | null {
  return kMin <= kMax
    ? null
    : `The smallest k, ${whole(kMin)}, is above the largest, ${whole(kMax)}: choose a smaller one.`;
}
