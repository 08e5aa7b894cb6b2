import {passAtK} from "./pass-at-k.js";

/** Counts of a problem whose sampling stopped since it was solved often enough. */
export interface StoppedCounts {
  /** Completions at the look at which it stopped. */
  n: number;
  /** Correct ones among them: at least `successes`. */
  c: number;
  /** Completions at the look before, at which fewer than `successes` were correct; 0 without one. */
  before: number;
  successes: number;
}

/**
 * Unbiased pass@k, k >= 0, of a problem that stopped at a look: for a rule that asks at looks alone whether at least `successes`
 * are correct, 1 - pass@k is the share, among all orders of the completions that the rule lets come to (n, c), of those that begin
 * with k wrong ones (Girshick, Mosteller and Savage 1946: on a closed region the ratio of path counts is unbiased).
 * With c' correct at the look before, there are C(before, c') C(n - before, c - c') such orders, c' < `successes`. 1 at every k
 * beyond n: k wrong ones would have led past this look. With a look after every completion it is the known one of inverse
 * sampling, 1 - C(n-1-k, c-1) / C(n-1, c-1), at k = 1 (c-1) / (n-1) (Haldane 1945). O(successes min(k, successes)).
 * Products of positive numbers alone: nothing cancels, nothing overflows.
 */
export function stoppedPassAtK({n, c, before, successes}: StoppedCounts, k: number): number {
  if (k > n) return 1;
  const after = n - before;
  const least = Math.max(0, c - after);
  let [weight, weights, passed] = [1, 0, 0];
  for (let earlier = least; earlier < successes && earlier <= Math.min(before, c); earlier++) {
    weights += weight;
    passed += weight * passedAfter({before, after, earlier, c}, k);
    weight *= ((before - earlier) / (earlier + 1)) * ((c - earlier) / (after - c + earlier + 1));
    if (weights > 1e200 || weight > 1e200)
      [weight, weights, passed] = [weight, weights, passed].map((x) => x * 1e-200) as [
        number,
        number,
        number
      ];
  }
  return passed / weights;
}

/** Share of the orders, with so many correct among those before the last look, that do not begin with k wrong ones. */
function passedAfter(
  {before, after, earlier, c}: {before: number; after: number; earlier: number; c: number},
  k: number
): number {
  if (k <= before) return passAtK(before, earlier, k);
  return earlier > 0 ? 1 : passAtK(after, c, k - before);
}
