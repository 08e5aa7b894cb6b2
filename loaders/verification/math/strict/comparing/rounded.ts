import type {Expression, NumberExpression} from "../../algebra/expression.js";
import {evaluate} from "../../algebra/evaluate.js";
import * as real from "../../algebra/numbers/big-float.js";
import {isReal} from "../../algebra/numbers/big-complex.js";
import {number, symbolsOf} from "../../algebra/expression.js";
import {Rational} from "../../algebra/numbers/rational.js";
import {Budget, BudgetExceeded} from "../../algebra/budget.js";
import {rationalValue} from "../../algebra/form.js";
import {rationalForm} from "../../algebra/rational-form.js";

/** A rounded decimal counts only with this many digits after the point, and as many significant ones. */
const LEAST_DIGITS = 3;

/** The decimal that an expression is written as: 0.333, -1.5, 6.02 × 10^23; null for anything else. */
export function decimalOf(x: Expression): NumberExpression | null {
  if (x.kind === "number") return x.decimals === null ? null : x;
  if (x.kind !== "product" || x.factors.length !== 2) return null;
  const [first, second] = x.factors as [Expression, Expression];
  if (first.kind !== "number") return null;
  if (first.value.equals(Rational.of(-1)) && first.decimals === null) {
    const inner = decimalOf(second);
    return inner === null ? null : number(inner.value.negated(), inner.decimals);
  }
  const exponent = powerOfTen(second);
  if (exponent === null || Math.abs(exponent) > 400) return null;
  return number(first.value.times(Rational.of(10).power(exponent)), (first.decimals ?? 0) - exponent);
}

function powerOfTen(x: Expression): number | null {
  if (x.kind !== "power" || x.base.kind !== "number" || x.exponent.kind !== "number") return null;
  return x.base.value.equals(Rational.of(10)) ? x.exponent.value.toSafeInteger() : null;
}

/**
 * Whether a decimal is the correct rounding (half away from zero) of an exact value that no finite decimal can write: 3.1416 of pi,
 * 0.333 of 1/3, but not 3.14 (two digits), not 0.666 of 2/3 (truncated), not 0.313 of 5/16 (which is 0.3125). The decimal
 * needs three digits after the point, three significant digits, and must not be an integer.
 */
export function isRoundingOf(decimal: NumberExpression, exact: Expression): boolean {
  if (decimal.decimals === null || decimal.decimals < LEAST_DIGITS || decimal.value.isInteger()) return false;
  if (significantDigits(decimal) < LEAST_DIGITS || symbolsOf(exact).length > 0) return false;
  const rational = exactRational(exact);
  if (rational !== null) return !rational.isTerminating() && roundsTo(rational, decimal);
  const value = numericValue(exact);
  return value !== null && roundsTo(value, decimal);
}

function valueOf(exact: Expression): Rational | null {
  return symbolsOf(exact).length > 0 ? null : (exactRational(exact) ?? numericValue(exact));
}

/** A real value to about 100 digits, more than any rounding that is checked here; null where there is none. */
function numericValue(exact: Expression): Rational | null {
  const value = evaluate(exact);
  if (value === null || !isReal(value) || real.magnitude(value.re) > 160) return null;
  return Rational.of(
    real.round({mantissa: value.re.mantissa, exponent: value.re.exponent + 330}),
    1n << 330n
  );
}

/**
 * Whether a decimal with more digits rounds to a measured one. Only a gold answer in scientific notation with at least three
 * significant digits (1.39e9, 6.02 × 10^23) counts as measured: other decimals are exact.
 */
export function refines(output: NumberExpression, measured: NumberExpression): boolean {
  if (output.decimals === null || measured.decimals === null || output.decimals <= measured.decimals)
    return false;
  return significantDigits(measured) >= LEAST_DIGITS && roundsTo(output.value, measured);
}

/** Whether a decimal lies within one unit of its last place, or one part in a hundred, of an exact value; true where that cannot be decided. */
export function isNear(decimal: NumberExpression, exact: Expression): boolean {
  const value = valueOf(exact);
  if (value === null) return true;
  const error = value.minus(decimal.value).absolute();
  const place = Rational.of(10).power(-(decimal.decimals ?? 0));
  return error.compare(place) <= 0 || error.compare(value.absolute().over(Rational.of(100))) <= 0;
}

function significantDigits({value, decimals}: NumberExpression): number {
  const scaled = value.absolute().times(Rational.of(10).power(decimals!));
  return scaled.numerator.toString().length;
}

function roundsTo(exact: Rational, decimal: NumberExpression): boolean {
  const half = Rational.of(1, 2).times(Rational.of(10).power(-decimal.decimals!));
  const error = exact.minus(decimal.value).absolute().compare(half);
  // At exactly half, away from zero.
  return error < 0 || (error === 0 && decimal.value.absolute().compare(exact.absolute()) > 0);
}

function exactRational(x: Expression): Rational | null {
  try {
    return rationalValue(rationalForm(x, new Budget(2_000)));
  } catch (error) {
    if (error instanceof BudgetExceeded || error instanceof RangeError) return null;
    throw error;
  }
}
