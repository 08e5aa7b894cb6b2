import type {Counts} from "../counts/counts.js";
import {mcnemar} from "../statistics/mcnemar.js";

/** How the set of problems with some property moves from one policy to another. */
export interface PairedMove {
  /** 1 where it grows, -1 where it shrinks, 0 where as many come as go. */
  sign: -1 | 0 | 1;
  /** McNemar's exact test. */
  p: number;
}

/** Compares the problems of which `has` holds under one policy and under another: the same problems in the same order. */
export function pairedMove(
  before: readonly Counts[],
  after: readonly Counts[],
  has: (counts: Counts) => boolean
): PairedMove {
  const only = (one: readonly Counts[], other: readonly Counts[]): number =>
    one.filter((problem, i) => has(problem) && !has(other[i]!)).length;
  const [left, came] = [only(before, after), only(after, before)];
  return {sign: came === left ? 0 : came > left ? 1 : -1, p: mcnemar(left, came)};
}

/** Every completion is correct. */
export const isAlways = ({n, c}: Counts): boolean => c === n;

/** No completion is correct. */
export const isNever = ({c}: Counts): boolean => c === 0;
