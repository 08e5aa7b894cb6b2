import type {Counts} from "../counts/counts.js";
import {passAtK} from "./pass-at-k.js";
import {stoppedPassAtK} from "./stopped-pass-at-k.js";
import {lookBefore} from "../counts/stopping-rule.js";

/**
 * Unbiased pass@k of one problem by what decided its n: see `stoppedPassAtK` where it stopped since it was solved often enough, else
 * `passAtK`, as of a problem that was never solved often enough (whose orders all lead to the last look). Where verdicts are missing
 * at a look it rests on those that are there, as if the look had been so much smaller.
 */
export function countedPassAtK({n, c, rule}: Counts, k: number): number {
  if (rule === undefined || c < rule.successes) return passAtK(n, c, k);
  return stoppedPassAtK({n, c, before: lookBefore(rule, n), successes: rule.successes}, k);
}

/** The largest k that the counts of a problem say something of: n, or Infinity where it was solved often enough to stop. */
export function measuredUpTo({n, c, rule}: Counts): number {
  return rule !== undefined && c >= rule.successes ? Infinity : n;
}

/** The largest k at which all of several problems are measured; Infinity where all were solved often enough to stop, or there is none. */
export function largestK(problems: readonly Counts[]): number {
  return problems.reduce((least, counts) => Math.min(least, measuredUpTo(counts)), Infinity);
}
