import {BudgetExceeded} from "../../algebra/budget.js";
import * as complex from "../../algebra/numbers/big-complex.js";
import type {BigComplex} from "../../algebra/numbers/big-complex.js";
import {UndefinedValue} from "../../algebra/numbers/big-float.js";
import {Rational} from "../../algebra/numbers/rational.js";
import {complexValue} from "./complex-value.js";
import type {Effort} from "./effort.js";
import {exactValue} from "./exact-value.js";
import {format, some, symbolsOf, type Expression} from "./expression.js";
import {SymbolicTimeout} from "./symbolic-timeout.js";

/** Work for one identity. */
const IDENTITY_UNITS = 40_000;

/** Points that have to agree before the work may run out. */
const ENOUGH_POINTS = 2;

/** Relative size, in bits, below which a difference of two values is none; looser where SymPy computes with Floats. */
const EXACT_BITS = -150;
const FLOAT_BITS = -46;

const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97
];

function prime(i: number): number {
  return PRIMES[i] ?? 97 + 2 * i;
}

/** Coordinates of the i-th symbol at each test point; distinct, and in no simple relation to each other. */
const rationalPoints: ((i: number) => Rational)[] = [
  (i) => Rational.of(prime(i), 8),
  (i) => Rational.of((i % 2 === 0 ? -1 : 1) * prime(i + 4), 27)
];
/** For factorials, floors and sums, which have values at whole numbers only or on the real line only. */
const wholePoints = [
  (i: number): BigComplex => whole(i + 2),
  (i: number): BigComplex => whole(2 * i + 3),
  (i: number): BigComplex => whole(-3 * i - 4),
  (i: number): BigComplex => whole(3 * i + 8)
];

function whole(value: number): BigComplex {
  return complex.fromRational(Rational.of(value));
}

/** A point of the unit circle, so that high powers stay in range. */
function onCircle(i: number): BigComplex {
  const t = Rational.of(prime(i + 1), 16);
  const square = t.times(t);
  const size = Rational.one.plus(square);
  return {
    re: complex.fromRational(Rational.one.minus(square).over(size)).re,
    im: complex.fromRational(t.plus(t).over(size)).re
  };
}

/** A point of the left half-plane, where sqrt(z^2) is not z. */
function leftOfCentre(i: number): BigComplex {
  return inPlane(Rational.of(-prime(i + 3), 19), Rational.of(prime(i + 5), 23));
}

function belowCentre(i: number): BigComplex {
  return inPlane(Rational.of((i % 2 === 0 ? -1 : 1) * prime(i + 6), 29), Rational.of(-prime(i + 2), 17));
}

function inPlane(re: Rational, im: Rational): BigComplex {
  return {re: complex.fromRational(re).re, im: complex.fromRational(im).re};
}

const planePoints = [onCircle, leftOfCentre, belowCentre];

/** Roots and logarithms can agree on one side of a branch cut only: further points, far out on both sides. */
const branchPoints = [
  ...planePoints,
  (i: number): BigComplex => inPlane(Rational.of(-prime(i + 2), 2), Rational.of(prime(i + 1), 13)),
  (i: number): BigComplex => inPlane(Rational.of(prime(i + 1), 3), Rational.of(-prime(i + 4), 2)),
  (i: number): BigComplex => inPlane(Rational.of(-prime(i + 3), 2), Rational.of(-prime(i + 5), 3)),
  (i: number): BigComplex => inPlane(Rational.of(prime(i + 5), 2), Rational.of(prime(i), 11))
];

/**
 * Whether two expressions are the same function of their symbols, which SymPy proves or tests: the same up to the order of
 * terms, or equal at every test point (rational numbers where both are rational there, else points of the complex plane,
 * else whole numbers). False where no test point has values. Throws SymbolicTimeout past the work allowed.
 */
export function sameExpression(a: Expression, b: Expression, effort: Effort): boolean {
  if (format(a) === format(b)) return true;
  try {
    return sameValues(a, b, effort);
  } catch (error) {
    if (error instanceof BudgetExceeded) throw new SymbolicTimeout("expression too large");
    throw error;
  }
}

function sameValues(a: Expression, b: Expression, whole: Effort): boolean {
  const names = [...new Set([...symbolsOf(a), ...symbolsOf(b)])].sort();
  const effort = whole.part(IDENTITY_UNITS);
  const isFloat = [a, b].some((x) => some(x, (part) => part.kind === "number" && part.isFloat));
  const points = [a, b].some(hasBranch) ? branchPoints : planePoints;
  const isSigned = names.length > 0 && [a, b].some(hasSign);
  return (
    (isFloat || isSigned ? null : sameExactly(a, b, names, effort)) ??
    sameNumerically(a, b, names, isFloat, points, effort) ??
    (isSigned ? false : sameNumerically(a, b, names, isFloat, wholePoints, effort)) ??
    false
  );
}

/** On the real line |x| and the conjugate of x look like other functions. */
function hasSign(x: Expression): boolean {
  return some(x, (part) => part.kind === "call" && (part.name === "abs" || part.name === "conjugate"));
}

function hasBranch(x: Expression): boolean {
  return some(
    x,
    (part) => part.kind === "power" && !(part.exponent.kind === "number" && part.exponent.value.isInteger())
  );
}

function assign<T>(names: readonly string[], coordinate: (i: number) => T): Map<string, T> {
  return new Map(names.map((name, i) => [name, coordinate(i)]));
}

/** Exact comparison at the rational points; null where one of the two has no exact value. */
function sameExactly(a: Expression, b: Expression, names: readonly string[], effort: Effort): boolean | null {
  for (const coordinate of rationalPoints) {
    const at = assign(names, coordinate);
    const left = exactValue(a, at, effort);
    const right = left === null ? null : exactValue(b, at, effort);
    if (left === null || right === null) return null;
    if (!left.equals(right)) return false;
  }
  return true;
}

/**
 * Comparison at the points where both have values; null where there is none. Constants need one point. Where the work runs out after enough points, what they say holds.
 */
function sameNumerically(
  a: Expression,
  b: Expression,
  names: readonly string[],
  isFloat: boolean,
  points: readonly ((i: number) => BigComplex)[],
  effort: Effort
): boolean | null {
  let agreed = 0;
  for (const coordinate of names.length === 0 ? points.slice(0, 1) : points) {
    const at = assign(names, coordinate);
    try {
      const left = defined(a, at, effort);
      const right = left === null ? null : defined(b, at, effort);
      if (left === null || right === null) continue;
      if (!sameNumber(left, right, isFloat)) return false;
      agreed++;
    } catch (error) {
      if (error instanceof BudgetExceeded && agreed >= ENOUGH_POINTS) return true;
      throw error;
    }
  }
  return agreed > 0 ? true : null;
}

function defined(x: Expression, at: ReadonlyMap<string, BigComplex>, effort: Effort): BigComplex | null {
  try {
    return complexValue(x, at, effort);
  } catch (error) {
    if (error instanceof UndefinedValue) return null;
    throw error;
  }
}

function sameNumber(a: BigComplex, b: BigComplex, isFloat: boolean): boolean {
  const difference = complex.magnitude(complex.subtract(a, b));
  const size = Math.max(complex.magnitude(a), complex.magnitude(b));
  return difference === -Infinity || difference < size + (isFloat ? FLOAT_BITS : EXACT_BITS);
}
