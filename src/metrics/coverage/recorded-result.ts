import type {LookResult, Settled} from "./settled.js";

/** k* at one look, with the interval that holds at all looks at once. */
export interface RecordedResult {
  /** What is settled: `crossing`, `base-ahead`, `rl-ahead`, `unsolved` (no problem was solved by either), or `open`. */
  settled: Settled;
  /** The largest k that is measured. */
  k_max: number | null;
  /** The largest k at which RL's lead is shown, so that no crossing lies below; more than `k_max` where a bound shows it there. */
  none_below: number;
  /** Of the estimated curves. */
  k_star: number | null;
  /** Lower end; 1 is "at most 1", null "beyond k_max". */
  low: number | null;
  /** Upper end; null is "beyond k_max". */
  high: number | null;
}

/** A pair at the look that its benchmark came to. */
export interface LookedPair {
  base: string;
  rl: string;
  /** On these very problems. */
  here: RecordedResult;
}

/** What adaptive sampling came to on one benchmark. */
export interface LookedBenchmark {
  /** Judged ones. */
  completions: number;
  /** What all policies would have come to at the last planned look. */
  planned: number;
  /** Level at which the intervals of all looks hold at once. */
  level: number;
  /** Every policy beside the one it was trained from. */
  pairs: LookedPair[];
}

/** A result as JSON: what is beyond k_max, or not measured, is null. */
export function recordedResult({
  settled,
  kMax,
  noneBelow,
  crossing: {estimate, low, high}
}: LookResult): RecordedResult {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...{settled, k_max: finite(kMax), none_below: noneBelow},
    ...{k_star: finite(estimate), low: finite(low), high: finite(high)}
  };
}
