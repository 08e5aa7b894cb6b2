import type {Counts} from "../counts/counts.js";
import {coverAtTau} from "./cover-at-tau.js";

/** One step of the Cover@tau curve: `cover` holds for every reliability from the previous step's `tau` (excluded) up to this one. */
export interface CoverStep {
  tau: number;
  cover: number;
}

/** The whole Cover@tau curve for tau in (0, 1], as steps with ascending `tau`: one for each accuracy above 0 that occurs, and tau = 1. */
export function coverCurve(problems: readonly Counts[]): CoverStep[] {
  const accuracies = problems.map(({n, c}) => c / n).filter((accuracy) => accuracy > 0);
  const taus = [...new Set([...accuracies, 1])].sort((a, b) => a - b);
  return taus.map((tau) => ({tau, cover: coverAtTau(problems, tau)}));
}
