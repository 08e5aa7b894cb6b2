import type {Counts} from "../counts/counts.js";

/** How two policies' solvable sets overlap; numbers of problems and rates in [0, 1]. */
export interface Support {
  both: number;
  baseOnly: number;
  rlOnly: number;
  neither: number;
  /** Share of the base's solved problems that RL also solves, both / (both + baseOnly). NaN when the base solves none. */
  retention: number;
  /** Share of RL's solved problems that the base never solved, rlOnly / (both + rlOnly). NaN when RL solves none. */
  discovery: number;
  /** (rlOnly - baseOnly) / (both + baseOnly + rlOnly): above 0 the solvable set grew. NaN when both are empty. */
  netChange: number;
}

/**
 * Overlap of the solvable sets (problems with at least one correct completion) of a base and an RL policy, on the same
 * problems in the same order. Sets seen with n completions: a problem outside one has solve rate below `solveRateBound(n)`,
 * not zero, and unequal n favour the policy with more. Paper's Tables 4 and 5; rates after Wu et al. 2025, "The Invisible
 * Leash?" (arXiv 2507.14843: support retention, net discovery, net support change). Throws when the lists differ in length.
 */
export function support(base: readonly Counts[], rl: readonly Counts[]): Support {
  if (base.length !== rl.length)
    throw new RangeError(
      `${base.length} base problems, ${rl.length} RL problems: pass the same problems in the same order`
    );
  const count = (inBase: boolean, inRl: boolean): number =>
    base.filter(({c}, i) => c > 0 === inBase && rl[i]!.c > 0 === inRl).length;
  const [both, baseOnly, rlOnly, neither] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false)
  ];
  return {
    both,
    baseOnly,
    rlOnly,
    neither,
    retention: both / (both + baseOnly),
    discovery: rlOnly / (both + rlOnly),
    netChange: (rlOnly - baseOnly) / (both + baseOnly + rlOnly)
  };
}
