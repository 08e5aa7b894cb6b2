import type {Counts} from "../counts/counts.js";

/**
 * Cover@tau: the share of problems of which at least a share `tau` of the completions is correct, c/n >= tau. Falls from
 * 1 at tau = 0. NaN when there is no problem or one has no completion.
 * Dragoi et al. 2025, "Beyond Pass@k: Breadth-Depth Metrics for Reasoning Boundaries" (arXiv 2510.08325).
 */
export function coverAtTau(problems: readonly Counts[], tau: number): number {
  if (problems.some(({n}) => !(n >= 1))) return NaN;
  // tau n carries rounding: 0.07 * 100 is a little more than 7.
  return problems.filter(({n, c}) => c >= tau * n - 1e-9).length / problems.length;
}
