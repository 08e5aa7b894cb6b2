import * as complex from "./numbers/big-complex.js";
import type {BigComplex} from "./numbers/big-complex.js";
import {Budget, BudgetExceeded} from "./budget.js";
import {evaluate, type Assignment} from "./evaluate.js";
import {format, some, symbolsOf, type Expression} from "./expression.js";
import {Rational} from "./numbers/rational.js";
import {formsEqual, isDecisive, rationalForm} from "./rational-form.js";

/** How an equality was decided: by exact algebra, at sampled points, by identical text of the trees, or not at all. */
type Method = "exact" | "numeric" | "structural" | "undecided";

export interface Equality {
  equal: boolean;
  method: Method;
}

/** Work allowed for exact algebra before numbers take over: a few milliseconds. */
const EXACT_BUDGET = 8_000;

/** Values agree when they differ by less than 2^-320 of the larger one: 96 digits of the 135 that are computed. */
const AGREEMENT_BITS = 320;

/** Below 2^-360 a value is the rounding error of a zero. */
const ZERO_MAGNITUDE = -360;

/** Past 2^140 agreement cannot tell n from the square root of n^2 + 1 any more, so it decides nothing. */
const MAX_MAGNITUDE = 140;

/** Work allowed for numbers at all points together. */
const NUMERIC_BUDGET = 8_000;

const POINTS = 8;
const LEAST_POINTS = 3;

/** Letters that stand for any real number; other symbols (lengths, masses, counts) are taken as positive. */
const realVariables: ReadonlySet<string> = new Set(["x", "y", "z"]);

/** Functions whose arguments are meant to be integers. */
const integerFunctions: ReadonlySet<string> = new Set([
  "factorial",
  "doubleFactorial",
  "binomial",
  "gcd",
  "lcm",
  "mod"
]);

/**
 * Whether two expressions have the same value for all values of their symbols. Exact algebra decides wherever it can; what it
 * cannot is compared at several points to 96 digits. Symbols are taken as positive (as integers under factorials and binomials, and
 * but for x, y and z under integer parts); as both signs where an absolute value occurs, or a root of x, y and z alone: sqrt(x^2) is not x. `undecided` expressions are not equal.
 */
export function equalExpressions(a: Expression, b: Expression): Equality {
  const exact = exactEquality(a, b);
  if (exact !== null) return {equal: exact, method: "exact"};
  const numeric = numericEquality(a, b);
  if (numeric !== null) return {equal: numeric, method: "numeric"};
  return format(a) === format(b) ? {equal: true, method: "structural"} : {equal: false, method: "undecided"};
}

function exactEquality(a: Expression, b: Expression): boolean | null {
  const budget = new Budget(EXACT_BUDGET);
  try {
    const left = rationalForm(a, budget);
    const right = rationalForm(b, budget);
    if (formsEqual(left, right, budget)) return true;
    return isDecisive(left, right) ? false : null;
  } catch (error) {
    if (error instanceof BudgetExceeded || error instanceof RangeError) return null;
    throw error;
  }
}

/** Null where too few points have a value on both sides. */
function numericEquality(a: Expression, b: Expression): boolean | null {
  const names = [...new Set([...symbolsOf(a), ...symbolsOf(b)])].sort();
  const budget = new Budget(NUMERIC_BUDGET);
  if (names.length === 0) return agree(evaluate(a, undefined, budget), evaluate(b, undefined, budget));
  const either = (test: (x: Expression) => boolean): boolean => some(a, test) || some(b, test);
  const integers = either(
    (x) => x.kind === "call" && (integerFunctions.has(x.name) || (isIntegerPart(x) && !isOfReals(x)))
  );
  const spread = !integers && either(isIntegerPart) ? 7 : 1;
  const divisors = either((x) => x.kind === "call" && (x.name === "gcd" || x.name === "lcm"));
  const signed =
    either((x) => x.kind === "call" && x.name === "abs") ||
    (names.every((name) => realVariables.has(name)) && either(isEvenRoot));
  let agreed = 0;
  for (let point = 0; point < POINTS; point++) {
    const at = assignment(names, point, integers, signed, {spread, divisors});
    const verdict = agree(evaluate(a, at, budget), evaluate(b, at, budget), signed);
    if (verdict === false) return false;
    if (verdict === true) agreed++;
  }
  return agreed >= LEAST_POINTS ? true : null;
}

function isIntegerPart(x: Expression): boolean {
  return x.kind === "call" && (x.name === "floor" || x.name === "ceil");
}

/** The integer part of x is that of a real number, the one of n / 2 that of an integer's half. */
function isOfReals(x: Expression): boolean {
  return symbolsOf(x).every((name) => realVariables.has(name));
}

/** Values of the symbols at one point: different for each symbol and each point, near 1 (or `spread` times that), or integers from 1 to 40, of which `divisors` makes every second point have common ones. */
function assignment(
  names: readonly string[],
  point: number,
  integers: boolean,
  signed: boolean,
  {spread, divisors}: {spread: number; divisors: boolean}
): Assignment {
  return new Map(
    names.map((name, i) => {
      const sign = signed && (point + i) % 2 === 1 ? -1 : 1;
      const value = integers
        ? Rational.of((1 + ((i * 7 + point * 11 + 4) % 40)) * (divisors && point % 2 === 1 ? 6 : 1))
        : Rational.of(spread * (17 + ((i * 29 + point * 53) % 97)), 83);
      return [name, sign < 0 ? value.negated() : value];
    })
  );
}

function isEvenRoot(x: Expression): boolean {
  if (x.kind === "call") return x.name === "root";
  return x.kind === "power" && x.exponent.kind !== "number";
}

/** Null where a value is missing (or, with `realOnly`, not real), or too large for agreement to mean equality. */
function agree(u: BigComplex | null, v: BigComplex | null, realOnly = false): boolean | null {
  if (u === null || v === null) return null;
  if (realOnly && !(complex.isReal(u) && complex.isReal(v))) return null;
  const size = Math.max(complex.magnitude(u), complex.magnitude(v));
  if (size < ZERO_MAGNITUDE) return true;
  const close = complex.magnitude(complex.subtract(u, v)) <= size - AGREEMENT_BITS;
  return close && size > MAX_MAGNITUDE ? null : close;
}
