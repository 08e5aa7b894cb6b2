import {BudgetExceeded} from "../../algebra/budget.js";
import {bitLength, Rational} from "../../algebra/numbers/rational.js";
import {integer} from "./build-expression.js";
import type {Effort} from "./effort.js";
import {substitute, symbolsOf, type Expression, type KnownFunction} from "./expression.js";
import {isFormal} from "./formal-functions.js";
import {functionCoefficients} from "./undefined-function.js";

/** Largest n of n!, and longest sum or product, that is carried out. */
export const MAX_STEPS = 5000;

/** Work for one exact value. */
const EXACT_UNITS = 8_000;

/** Raised where a value is not rational, not defined or too large to be exact. */
class NotExact extends Error {}

/** The exact value at a point with rational coordinates; null where it is irrational, undefined or too large. */
export function exactValue(
  x: Expression,
  at: ReadonlyMap<string, Rational>,
  effort: Effort
): Rational | null {
  try {
    return value(x, at, effort.part(EXACT_UNITS));
  } catch (error) {
    const isExpected = [NotExact, RangeError, BudgetExceeded].some((known) => error instanceof known);
    if (isExpected) return null;
    throw error;
  }
}

function value(x: Expression, at: ReadonlyMap<string, Rational>, effort: Effort): Rational {
  effort.spend(1);
  const inner = (part: Expression): Rational => value(part, at, effort);
  switch (x.kind) {
    case "number":
      return x.value;
    case "symbol": {
      const assigned = at.get(x.name);
      if (assigned === undefined) throw new NotExact();
      return assigned;
    }
    case "sum":
      return x.terms.map(inner).reduce((a, b) => counted(a.plus(b), effort));
    case "product":
      return x.factors.map(inner).reduce((a, b) => counted(a.times(b), effort));
    case "power":
      return counted(powerValue(inner(x.base), inner(x.exponent)), effort);
    case "call":
      if (isFormal(x)) throw new NotExact();
      return callValue(x.name, x.values.map(inner), effort);
    case "application":
      return applicationValue(x.name, x.values.map(inner));
    case "derivative":
      return derivativeValue(x);
    case "iteration":
      return iterationValue(x, at, effort);
    default:
      throw new NotExact();
  }
}

/** Charges for a result by its size: a fraction costs a greatest common divisor, which is quadratic. */
function counted(result: Rational, effort: Effort): Rational {
  const bits = bitLength(result.numerator) + bitLength(result.denominator);
  effort.spend(result.isInteger() ? bits / 500 : (bits * bits) / 60_000);
  return result;
}

function powerValue(base: Rational, exponent: Rational): Rational {
  const whole = exponent.toSafeInteger();
  if (whole === null) throw new NotExact();
  return base.power(whole);
}

function wholeNumber(x: Rational | undefined): number {
  const whole = x?.toSafeInteger() ?? null;
  if (whole === null || whole < 0 || whole > MAX_STEPS) throw new NotExact();
  return whole;
}

function floor(x: Rational): Rational {
  const quotient = x.numerator / x.denominator;
  return Rational.of(x.numerator < 0n && quotient * x.denominator !== x.numerator ? quotient - 1n : quotient);
}

function callValue(name: KnownFunction, values: Rational[], effort: Effort): Rational {
  const [x, y] = values;
  switch (name) {
    case "factorial":
      return fallingProduct(x!, wholeNumber(x), effort);
    case "binomial": {
      const k = wholeNumber(y);
      return fallingProduct(x!, k, effort).over(fallingProduct(Rational.of(k), k, effort));
    }
    case "abs":
      return x!.absolute();
    case "floor":
      return floor(x!);
    case "ceiling":
      return floor(x!.negated()).negated();
    case "conjugate":
      return x!;
    default:
      throw new NotExact();
  }
}

/** x (x-1) … (x-count+1). */
function fallingProduct(x: Rational, count: number, effort: Effort): Rational {
  let result = Rational.one;
  for (let j = 0; j < count; j++) {
    effort.spend(1 + count / 8);
    result = result.times(x.minus(Rational.of(j)));
  }
  return result;
}

function applicationValue(name: string, values: Rational[]): Rational {
  return values
    .map((x, i) => {
      const [a, b, c] = functionCoefficients(name, i, values.length);
      return x.times(c).plus(b).times(x).plus(a).times(x);
    })
    .reduce((total, term) => total.plus(term), functionCoefficients(name, -1, values.length)[0]);
}

/** Derivatives of the variable itself and of what does not depend on it: letters are independent, dM/dt is 0. */
function derivativeValue({body, variable}: Expression & {kind: "derivative"}): Rational {
  if (body.kind === "symbol" && body.name === variable) return Rational.one;
  if (symbolsOf(body).has(variable)) throw new NotExact();
  return Rational.zero;
}

function iterationValue(
  x: Expression & {kind: "iteration"},
  at: ReadonlyMap<string, Rational>,
  effort: Effort
): Rational {
  const from = value(x.from, at, effort).toSafeInteger();
  const to = value(x.to, at, effort).toSafeInteger();
  if (from === null || to === null || to - from >= MAX_STEPS || to < from - 1) throw new NotExact();
  let result = x.operator === "sum" ? Rational.zero : Rational.one;
  for (let k = from; k <= to; k++) {
    const term = value(substitute(x.body, x.index, integer(k)), at, effort);
    result = counted(x.operator === "sum" ? result.plus(term) : result.times(term), effort);
  }
  return result;
}
