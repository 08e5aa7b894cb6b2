import type {Budget} from "../budget.js";
import type {FunctionName} from "../expression.js";
import {Rational, gcd} from "./rational.js";

/** Largest n whose factorial is multiplied out exactly. */
const MAX_FACTORIAL = 1_000;

/** The value of a function of rationals, where it is rational and cheap; null elsewhere. */
export function exactCall(name: FunctionName, values: Rational[], budget: Budget): Rational | null {
  const [first, second] = values as [Rational, Rational?];
  if (name === "abs") return first.absolute();
  if (name === "floor") return floor(first);
  if (name === "ceil") return floor(first.negated()).negated();
  if (name === "max") return values.reduce((a, b) => (a.compare(b) >= 0 ? a : b));
  if (name === "min") return values.reduce((a, b) => (a.compare(b) <= 0 ? a : b));
  if (!values.every((value) => value.isInteger())) return null;
  if (name === "factorial") return descending(first, 1, budget);
  if (name === "doubleFactorial") return descending(first, 2, budget);
  if (name === "binomial") return binomial(first, second!, budget);
  if (name === "gcd") return values.reduce((a, b) => Rational.of(gcd(a.numerator, b.numerator)));
  return null;
}

function floor(x: Rational): Rational {
  const quotient = x.numerator / x.denominator;
  return Rational.of(x.sign() < 0 && !x.isInteger() ? quotient - 1n : quotient);
}

/** n (n - step) (n - 2 step) …; null for a negative or a large n. */
function descending(n: Rational, step: number, budget: Budget): Rational | null {
  const start = n.toSafeInteger();
  if (start === null || start < 0 || start > MAX_FACTORIAL) return null;
  budget.spend(start);
  let result = 1n;
  for (let k = start; k > 1; k -= step) result *= BigInt(k);
  return Rational.of(result);
}

function binomial(top: Rational, bottom: Rational, budget: Budget): Rational | null {
  const n = top.toSafeInteger();
  const k = bottom.toSafeInteger();
  if (n === null || k === null || n < 0 || n > MAX_FACTORIAL) return null;
  if (k < 0 || k > n) return Rational.zero;
  const steps = Math.min(k, n - k);
  budget.spend(steps);
  let result = 1n;
  for (let j = 0; j < steps; j++) result = (result * BigInt(n - j)) / BigInt(j + 1);
  return Rational.of(result);
}
