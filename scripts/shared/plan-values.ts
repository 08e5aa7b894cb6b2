import {InvalidArgumentError} from "commander";
import type {PairPrior} from "../../src/metrics/planning/prior-population.js";

/** Parser of numbers with commas between, each an integer from 1 to `most`: `60,120`. Throws commander's error, which exits with 1. */
export function integerList(most: number): (text: string) => number[] {
  return (text) =>
    text.split(",").map((part) => {
      const value = Number(part);
      if (part.trim() === "" || !Number.isSafeInteger(value) || value < 1 || value > most)
        throw new InvalidArgumentError(`expected integers from 1 to ${most} with commas between.`);
      return value;
    });
}

/**
 * Adds a part of a prior: `base=ALPHA:BETA`, `rl=ALPHA:BETA:NEVER` or `correlation=NUMBER`. Throws commander's error, which exits
 * with 1.
 */
export function priorPart(text: string, before: Partial<PairPrior> = {}): Partial<PairPrior> {
  const [, name, value = ""] = /^(base|rl|correlation)=(.+)$/.exec(text) ?? [];
  const numbers = value.split(":").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [first = NaN, second = NaN, never = 0] = numbers;
  if (name === "correlation" && numbers.length === 1 && Math.abs(first) <= 1)
    return {...before, correlation: first};
  const isBeta = numbers.length <= 3 && [first, second].every((x) => x >= 1e-3 && x <= 1e6);
  if ((name === "base" || name === "rl") && isBeta && never >= 0 && never < 1)
    return {...before, [name]: {alpha: first, beta: second, never}};
  throw new InvalidArgumentError(
    "expected base=ALPHA:BETA or base=ALPHA:BETA:NEVER (ALPHA and BETA from 0.001 to 1000000, NEVER from 0 to below 1), the same for rl, or correlation=-1 to 1."
  );
}
