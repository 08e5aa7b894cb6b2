import {BudgetExceeded} from "../../algebra/budget.js";
import {isReal} from "../../algebra/numbers/big-complex.js";
import {toNumber, UndefinedValue} from "../../algebra/numbers/big-float.js";
import {bitLength} from "../../algebra/numbers/rational.js";
import {complexValue} from "./complex-value.js";
import type {Effort} from "./effort.js";
import {exactValue} from "./exact-value.js";
import {parts, some, type Expression} from "./expression.js";
import {SymbolicTimeout} from "./symbolic-timeout.js";

const NOWHERE = new Map<string, never>();

/** Work for one constant. */
const CONSTANT_UNITS = 20_000;

/** Powers and factorials past these sizes keep SymPy busy for more than three seconds. */
const MAX_POWER_BITS = 3e8;
const MAX_FACTORIAL = 5e5;
const MAX_BINOMIAL = 2e5;

/**
 * The expression as a double, which is what SymPy's `float(N(x))` gives: infinite past the range of doubles. Null for what
 * is not a real number: symbols, undefined functions, complex values, undefined ones.
 */
export function realValue(x: Expression, effort: Effort): number | null {
  if (some(x, (part) => part.kind === "symbol" || part.kind === "application") && !isIteration(x))
    return null;
  if (some(x, (part) => part.kind === "infinity")) return extendedValue(x, effort);
  const exact = exactValue(x, NOWHERE, effort);
  if (exact !== null) return exact.toNumber();
  try {
    const value = complexValue(x, NOWHERE, effort.part(CONSTANT_UNITS));
    return isReal(value) ? toNumber(value.re) : null;
  } catch (error) {
    if (error instanceof UndefinedValue) return null;
    if (error instanceof BudgetExceeded) throw new SymbolicTimeout("constant too large");
    throw error;
  }
}

/** Sums and products bind a symbol, so their symbols may still have values. */
function isIteration(x: Expression): boolean {
  return some(x, (part) => part.kind === "iteration");
}

/** Arithmetic with infinity, in doubles; null where it is undefined or needs a function. */
function extendedValue(x: Expression, effort: Effort): number | null {
  const value = extended(x, effort);
  return Number.isNaN(value) ? null : value;
}

function extended(x: Expression, effort: Effort): number {
  const inner = (part: Expression): number => extended(part, effort);
  switch (x.kind) {
    case "number":
      return x.value.toNumber();
    case "infinity":
      return Infinity;
    case "sum":
      return x.terms.map(inner).reduce((a, b) => a + b);
    case "product":
      return x.factors.map(inner).reduce((a, b) => a * b);
    case "power":
      return inner(x.base) ** inner(x.exponent);
    default:
      return some(x, (part) => part.kind === "infinity") ? NaN : (realValue(x, effort) ?? NaN);
  }
}

/** Throws SymbolicTimeout where SymPy would compute for too long: towers of powers, huge factorials and binomials. */
export function checkSize(x: Expression, effort: Effort): void {
  parts(x).forEach((part) => {
    checkSize(part, effort);
  });
  if (x.kind === "power") checkPower(x.base, x.exponent, effort);
  if (x.kind === "call" && x.name === "factorial") checkInteger(x.values[0]!, MAX_FACTORIAL, effort);
  if (x.kind === "call" && x.name === "binomial")
    x.values.forEach((value) => {
      checkInteger(value, MAX_BINOMIAL, effort);
    });
}

function constantSize(x: Expression, effort: Effort): number | null {
  return some(x, (part) => part.kind === "symbol" || part.kind === "infinity") ? null : realValue(x, effort);
}

function checkPower(base: Expression, exponent: Expression, effort: Effort): void {
  const power = constantSize(exponent, effort);
  if (power === null || !Number.isInteger(power) || Math.abs(power) < 1000) return;
  const exact = exactValue(base, NOWHERE, effort);
  const isFloat = some(base, (part) => part.kind === "number" && part.isFloat);
  const bits = exact === null ? 0 : Math.max(bitLength(exact.numerator), bitLength(exact.denominator)) - 1;
  const size = exact === null ? constantSize(base, effort) : null;
  const total =
    Math.abs(power) * Math.max(bits, size === null || size === 0 ? 0 : Math.abs(Math.log2(Math.abs(size))));
  if (!isFloat && total > MAX_POWER_BITS) throw new SymbolicTimeout("power too large");
}

function checkInteger(x: Expression, limit: number, effort: Effort): void {
  const size = constantSize(x, effort);
  if (size !== null && Math.abs(size) > limit) throw new SymbolicTimeout("number too large");
}
