import * as complex from "../algebra/big-complex.js";
import type {BigComplex} from "../algebra/big-complex.js";
import {UndefinedValue} from "../algebra/big-float.js";
import {Budget, BudgetExceeded} from "../algebra/budget.js";
import {Rational} from "../algebra/rational.js";
import {complexValue} from "./complex-value.js";
import {exactValue} from "./exact-value.js";
import {format, some, symbolsOf, type Expression} from "./expression.js";
import {SymbolicTimeout} from "./symbolic-timeout.js";

/** Work for one identity: about 50 ms. */
const IDENTITY_BUDGET = 40_000;

/** Relative size, in bits, below which a difference of two values is none; looser where SymPy computes with Floats. */
const EXACT_BITS = -250;
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
const wholePoints: ((i: number) => Rational)[] = [
  (i) => Rational.of(prime(i + 2)),
  (i) => Rational.of(prime(i + 7) + 1)
];

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

function inPlane(i: number): BigComplex {
  const re = complex.fromRational(Rational.of(prime(i + 3), 19)).re;
  return {re, im: complex.fromRational(Rational.of(prime(i + 5), 23)).re};
}

/**
 * Whether two expressions are the same function of their symbols, which SymPy proves or tests: the same up to the order of
 * terms, or equal at every test point (rational numbers where both are rational there, else points of the complex plane,
 * else whole numbers). False where no test point has values. Throws SymbolicTimeout past the work allowed.
 */
export function sameExpression(a: Expression, b: Expression): boolean {
  if (format(a) === format(b)) return true;
  try {
    return sameValues(a, b);
  } catch (error) {
    if (error instanceof BudgetExceeded) throw new SymbolicTimeout("expression too large");
    throw error;
  }
}

function sameValues(a: Expression, b: Expression): boolean {
  const names = [...new Set([...symbolsOf(a), ...symbolsOf(b)])].sort();
  const budget = new Budget(IDENTITY_BUDGET);
  const isFloat = [a, b].some((x) => some(x, (part) => part.kind === "number" && part.isFloat));
  const isSigned = names.length > 0 && [a, b].some(hasSign);
  return (
    (isFloat || isSigned ? null : sameExactly(a, b, names, rationalPoints, budget)) ??
    sameInPlane(a, b, names, isFloat, budget) ??
    sameExactly(a, b, names, wholePoints, budget) ??
    false
  );
}

/** On the real line |x| and the conjugate of x look like other functions. */
function hasSign(x: Expression): boolean {
  return some(x, (part) => part.kind === "call" && (part.name === "abs" || part.name === "conjugate"));
}

function assign<T>(names: readonly string[], coordinate: (i: number) => T): Map<string, T> {
  return new Map(names.map((name, i) => [name, coordinate(i)]));
}

/** Exact comparison at the points; null where one of the two has no exact value. */
function sameExactly(
  a: Expression,
  b: Expression,
  names: readonly string[],
  points: readonly ((i: number) => Rational)[],
  budget: Budget
): boolean | null {
  for (const coordinate of points) {
    const at = assign(names, coordinate);
    const left = exactValue(a, at, budget);
    const right = left === null ? null : exactValue(b, at, budget);
    if (left === null || right === null) return null;
    if (!left.equals(right)) return false;
  }
  return true;
}

function sameInPlane(
  a: Expression,
  b: Expression,
  names: readonly string[],
  isFloat: boolean,
  budget: Budget
): boolean | null {
  for (const coordinate of names.length === 0 ? [onCircle] : [onCircle, inPlane]) {
    const at = assign(names, coordinate);
    const left = defined(a, at, budget);
    const right = left === null ? null : defined(b, at, budget);
    if (left === null || right === null) return null;
    if (!sameNumber(left, right, isFloat)) return false;
  }
  return true;
}

function defined(x: Expression, at: ReadonlyMap<string, BigComplex>, budget: Budget): BigComplex | null {
  try {
    return complexValue(x, at, budget);
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
