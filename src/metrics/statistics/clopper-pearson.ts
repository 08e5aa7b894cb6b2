import {binomialTail} from "./binomial-tail.js";
import type {Interval} from "./interval.js";

/**
 * Exact two-sided interval for a problem's solve rate p after `c` of `n` completions were correct (Clopper and Pearson
 * 1934): each side leaves at most (1-level)/2. low = 0 at c = 0, high = 1 at c = n. NaN when n < 1.
 */
export function clopperPearson(n: number, c: number, level = 0.95): Interval {
  if (!(n >= 1)) return {low: NaN, high: NaN};
  const tail = (1 - level) / 2;
  return {
    low: c === 0 ? 0 : solve((p) => binomialTail(n, p, c) < tail),
    high: c === n ? 1 : solve((p) => binomialTail(n, p, c + 1) < 1 - tail)
  };
}

/** The p in [0, 1] up to which `below` holds, by bisection to 1e-15 absolute. */
function solve(below: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  while (high - low > 1e-15 * Math.max(1e-6, high)) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
