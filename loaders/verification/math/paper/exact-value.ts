import {Budget, BudgetExceeded} from "../algebra/budget.js";
import {Rational} from "../algebra/rational.js";
import type {Expression, KnownFunction} from "./expression.js";
import {functionCoefficients} from "./undefined-function.js";

/** Largest n of n!, and longest sum or product, that is carried out. */
export const MAX_STEPS = 5000;

/** Raised where a value is not rational, not defined or too large to be exact. */
class NotExact extends Error {}

/** The exact value at a point with rational coordinates; null where it is irrational, undefined or too large. */
export function exactValue(
  x: Expression,
  at: ReadonlyMap<string, Rational>,
  budget = new Budget(100_000)
): Rational | null {
  try {
    return value(x, at, budget);
  } catch (error) {
    const isExpected = [NotExact, RangeError, BudgetExceeded].some((known) => error instanceof known);
    if (isExpected) return null;
    throw error;
  }
}

function value(x: Expression, at: ReadonlyMap<string, Rational>, budget: Budget): Rational {
  budget.spend(1);
  const inner = (part: Expression): Rational => value(part, at, budget);
  switch (x.kind) {
    case "number":
      return x.value;
    case "symbol": {
      const assigned = at.get(x.name);
      if (assigned === undefined) throw new NotExact();
      return assigned;
    }
    case "sum":
      return x.terms.map(inner).reduce((a, b) => a.plus(b));
    case "product":
      return x.factors.map(inner).reduce((a, b) => a.times(b));
    case "power":
      return powerValue(inner(x.base), inner(x.exponent));
    case "call":
      return callValue(x.name, x.values.map(inner), budget);
    case "application":
      return applicationValue(x.name, x.values.map(inner));
    case "iteration":
      return iterationValue(x, at, budget);
    default:
      throw new NotExact();
  }
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

function callValue(name: KnownFunction, values: Rational[], budget: Budget): Rational {
  const [x, y] = values;
  switch (name) {
    case "factorial":
      return fallingProduct(x!, wholeNumber(x), budget);
    case "binomial": {
      const k = wholeNumber(y);
      return fallingProduct(x!, k, budget).over(fallingProduct(Rational.of(k), k, budget));
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
function fallingProduct(x: Rational, count: number, budget: Budget): Rational {
  let result = Rational.one;
  for (let j = 0; j < count; j++) {
    budget.spend(1 + count / 8);
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

function iterationValue(
  x: Expression & {kind: "iteration"},
  at: ReadonlyMap<string, Rational>,
  budget: Budget
): Rational {
  const from = value(x.from, at, budget).toSafeInteger();
  const to = value(x.to, at, budget).toSafeInteger();
  if (from === null || to === null || to - from >= MAX_STEPS || to < from - 1) throw new NotExact();
  let result = x.operator === "sum" ? Rational.zero : Rational.one;
  for (let k = from; k <= to; k++) {
    const term = value(x.body, new Map(at).set(x.index, Rational.of(k)), budget);
    result = x.operator === "sum" ? result.plus(term) : result.times(term);
  }
  return result;
}
