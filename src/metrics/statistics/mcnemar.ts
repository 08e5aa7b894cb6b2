import {binomialTail} from "./binomial-tail.js";

/**
 * McNemar's exact test: two-sided p-value that `onlyA` problems solved by A alone and `onlyB` by B alone come from a
 * fair coin, min(1, 2 P(X >= max)) with X binomial(onlyA + onlyB, 1/2). Problems on which both agree say nothing. 1 when
 * there is no disagreement.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  return Math.min(1, 2 * binomialTail(onlyA + onlyB, 0.5, Math.max(onlyA, onlyB)));
}
