/** What is known of the chance that a policy writes one of some texts, with one try. */
export interface SupportBound {
  /** Distinct texts that it could read. */
  texts: number;
  /** Sum of their probabilities at temperature 1 from all tokens: a lower bound of the solve rate there. */
  full: number;
  /** The same at the policy's settings: 0 where each has a token outside of the nucleus. Between two values where only the likeliest tokens were told. */
  low: number;
  high: number;
}

/** How likely one text is under a policy. Logarithms are natural. */
export interface TextSupport {
  /** At temperature 1 from all tokens. */
  sumLogprob: number;
  /** At its settings; null for probability 0. */
  sampledLow: number | null;
  sampledHigh: number | null;
}

/** Adds up the probabilities of distinct texts; `texts` 0 and all 0 without any. Sums above 1 by rounding are 1. */
export function supportBound(texts: readonly TextSupport[]): SupportBound {
  const sum = (of: (text: TextSupport) => number | null): number =>
    Math.min(
      1,
      texts.reduce((total, text) => {
        const logprob = of(text);
        return logprob === null ? total : total + Math.exp(logprob);
      }, 0)
    );
  return {
    texts: texts.length,
    full: sum(({sumLogprob}) => sumLogprob),
    low: sum(({sampledLow}) => sampledLow),
    high: sum(({sampledHigh}) => sampledHigh)
  };
}

/** Tries beyond which nothing is told apart. */
export const MOST_TRIES = 1e12;

/** A bound beyond this many tries is out of reach. */
export const FAR_TRIES = 1e6;

/**
 * Tries that give a better than even chance, ln 2 / P, where P is the solve rate or a lower bound of it: 1 - (1 - P)^k is at
 * least 1 - exp(-kP). At least 1; Infinity for 0 and beyond `MOST_TRIES`.
 */
export function evenTries(rate: number): number {
  const tries = Math.max(1, Math.LN2 / rate);
  return tries <= MOST_TRIES ? tries : Infinity;
}

/** Why a policy did not solve a problem, as far as known texts tell. */
export type SupportClass =
  "within reach" | "hidden" | "demoted" | "rare" | "out of reach" | "never written" | "unknown";

/** In the order of how near a solution is. */
export const supportClasses: readonly SupportClass[] = [
  "within reach",
  "hidden",
  "unknown",
  "demoted",
  "rare",
  "out of reach",
  "never written"
];

/**
 * The class of a policy on a problem, from known correct texts. `n`: its completions; `otherFull`: the probability of the same texts
 * under the policy that it is compared with, at temperature 1.
 *
 * - `never written`: no correct text is known.
 * - `within reach`: also at its settings a better than even chance within n tries.
 * - `hidden`: at temperature 1 from all tokens a better than even chance within n tries, and not at its settings.
 * - `unknown`: as hidden, but the bounds at its settings do not say whether n tries would do.
 * - `out of reach`: at temperature 1 the texts need more than `FAR_TRIES`.
 * - `demoted`: between n and `FAR_TRIES`, and less likely than under the other policy; `rare`: not less likely.
 */
export function supportClass(bound: SupportBound, n: number, otherFull: number): SupportClass {
  if (bound.texts === 0) return "never written";
  if (evenTries(bound.low) <= n) return "within reach";
  if (evenTries(bound.full) <= n) return evenTries(bound.high) <= n ? "unknown" : "hidden";
  if (evenTries(bound.full) > FAR_TRIES) return "out of reach";
  return bound.full < otherFull ? "demoted" : "rare";
}
