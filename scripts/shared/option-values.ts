import {InvalidArgumentError} from "commander";
import {parseBudget} from "../../loaders/settling/price.js";

/** Parses an option's value. Throws commander's error, which exits with 1. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError("expected an integer of at least 1.");
  return value;
}

/** Parser of an integer from 1 to `most`. Throws commander's error, which exits with 1. */
export function integerUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1 || value > most)
      throw new InvalidArgumentError(`expected an integer from 1 to ${most}.`);
    return value;
  };
}

/** Parser of a number within bounds. Throws commander's error, which exits with 1. */
export function numberWithin(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= least && value <= most))
      throw new InvalidArgumentError(`expected a number from ${least} to ${most}.`);
    return value;
  };
}

/** Parses an option's value. Throws commander's error, which exits with 1. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError("expected a number above 0.");
  return value;
}

/** Parses a number of resamples. */
export function resamples(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 100 || value > 100_000)
    throw new InvalidArgumentError("expected an integer from 100 to 100000.");
  return value;
}

/** Parses the level of intervals. */
export function intervalLevel(text: string): number {
  const value = Number(text);
  if (!(value >= 0.5 && value < 1)) throw new InvalidArgumentError("expected a number from 0.5 to below 1.");
  return value;
}

/** Parses a TCP port. */
export function portNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65535)
    throw new InvalidArgumentError("expected a port between 0 and 65535.");
  return value;
}

/** Parses a number of at least 0, such as a temperature. */
export function nonNegativeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value < Infinity))
    throw new InvalidArgumentError("expected a number of at least 0.");
  return value;
}

const sizeUnits: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30
};

/** Parses a number of bytes: `200MB`, `1.5 GB`, `25MiB`, `200000000`. Throws commander's error, which exits with 1. */
export function byteSize(text: string): number {
  const [, value, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b)?$/i.exec(text.trim()) ?? [];
  const factor = sizeUnits[unit.toLowerCase()];
  const size = Math.floor(Number(value) * (factor ?? NaN));
  if (!Number.isSafeInteger(size) || size < 1)
    throw new InvalidArgumentError("expected a size, for example 200MB, 1GB or a number of bytes.");
  return size;
}

/** Parses a number of tokens: `10M-tokens`, `250k`. */
export function tokenBudget(text: string): number {
  const tokens = parseBudget(text);
  if (tokens === null) throw new InvalidArgumentError("expected a number of tokens, for example 10M-tokens.");
  return tokens;
}
