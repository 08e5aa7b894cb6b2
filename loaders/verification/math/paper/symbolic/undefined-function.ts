import * as complex from "../../algebra/numbers/big-complex.js";
import type {BigComplex} from "../../algebra/numbers/big-complex.js";
import {Rational} from "../../algebra/numbers/rational.js";

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

const known = new Map<string, readonly [Rational, Rational, Rational]>();

/**
 * Coefficients of x, x^2 and x^3 by which an undefined function's `argument`-th of `count` arguments enters its value; -1
 * gives the constant term first. A function without a definition equals itself at equal arguments and nothing else, so any
 * fixed cubic that belongs to the name alone will do.
 */
export function functionCoefficients(
  name: string,
  argument: number,
  count: number
): readonly [Rational, Rational, Rational] {
  const key = `${name}/${count}/${argument}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const coefficient = (salt: string): Rational => Rational.of(1 + (hash(key + salt) % 9973), 1009);
  const coefficients = [coefficient("linear"), coefficient("square"), coefficient("cube")] as const;
  if (known.size < 10_000) known.set(key, coefficients);
  return coefficients;
}

/** The value of an undefined function at complex arguments. */
export function undefinedFunction(name: string, values: readonly BigComplex[]): BigComplex {
  const constant = functionCoefficients(name, -1, values.length)[0];
  return values
    .map((x, i) => {
      const [a, b, c] = functionCoefficients(name, i, values.length).map(complex.fromRational);
      const inner = complex.add(complex.multiply(complex.add(complex.multiply(x, c!), b!), x), a!);
      return complex.multiply(inner, x);
    })
    .reduce(complex.add, complex.fromRational(constant));
}
