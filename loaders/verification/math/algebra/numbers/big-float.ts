import {bitLength, type Rational} from "./rational.js";

/** Working precision in bits: about 135 decimal digits. */
export const PRECISION = 448;

/** Exponents past this are refused: nothing that a person writes as an answer needs them. */
const MAX_EXPONENT = 2 ** 40;

/** Thrown where a value is undefined (1/0, log 0, 0^-1) or too large to be handled (9^(9^(9^9))). */
export class UndefinedValue extends Error {
  override readonly name = "UndefinedValue";
}

/** A real number mantissa * 2^exponent with a mantissa of at most PRECISION bits. Immutable; operations round towards minus infinity. */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const zero: BigFloat = {mantissa: 0n, exponent: 0};

/** mantissa * 2^exponent, rounded to PRECISION bits. Throws UndefinedValue where the exponent is out of range. */
export function bigFloat(mantissa: bigint, exponent = 0): BigFloat {
  if (mantissa === 0n) return zero;
  const excess = bitLength(mantissa) - PRECISION;
  const rounded =
    excess > 0 ? {mantissa: mantissa >> BigInt(excess), exponent: exponent + excess} : {mantissa, exponent};
  if (Math.abs(rounded.exponent) > MAX_EXPONENT) throw new UndefinedValue("magnitude out of range");
  return rounded;
}

/** The nearest BigFloat below a rational. */
export function fromRational(value: Rational): BigFloat {
  if (value.denominator === 1n) return bigFloat(value.numerator);
  return divide(bigFloat(value.numerator), bigFloat(value.denominator));
}

/** The exact BigFloat of a finite double. */
export function fromNumber(value: number): BigFloat {
  if (value === 0) return zero;
  const exponent = Math.floor(Math.log2(Math.abs(value))) - 60;
  return bigFloat(BigInt(Math.trunc(value * 2 ** -exponent)), exponent);
}

/** Position of the leading bit: 2^(magnitude-1) <= |x| < 2^magnitude; -Infinity for 0. */
export function magnitude(x: BigFloat): number {
  return x.mantissa === 0n ? -Infinity : bitLength(x.mantissa) + x.exponent;
}

/** -x, exact. */
export function negate(x: BigFloat): BigFloat {
  return {mantissa: -x.mantissa, exponent: x.exponent};
}

/** |x|, exact. */
export function absolute(x: BigFloat): BigFloat {
  return x.mantissa < 0n ? negate(x) : x;
}

/** Sum, rounded to PRECISION bits. */
export function add(x: BigFloat, y: BigFloat): BigFloat {
  if (x.mantissa === 0n) return y;
  if (y.mantissa === 0n) return x;
  const [high, low] = x.exponent >= y.exponent ? [x, y] : [y, x];
  const gap = high.exponent - low.exponent;
  // Past this gap the smaller term is below the last bit of the larger one.
  if (gap > 2 * PRECISION)
    return magnitude(high) - magnitude(low) > PRECISION
      ? high
      : bigFloat(high.mantissa << BigInt(gap), low.exponent);
  return bigFloat((high.mantissa << BigInt(gap)) + low.mantissa, low.exponent);
}

/** Difference, rounded to PRECISION bits. */
export function subtract(x: BigFloat, y: BigFloat): BigFloat {
  return add(x, negate(y));
}

/** Product, rounded to PRECISION bits. Throws UndefinedValue where the exponent is out of range. */
export function multiply(x: BigFloat, y: BigFloat): BigFloat {
  return bigFloat(x.mantissa * y.mantissa, x.exponent + y.exponent);
}

/** Quotient. Throws UndefinedValue for a zero divisor. */
export function divide(x: BigFloat, y: BigFloat): BigFloat {
  if (y.mantissa === 0n) throw new UndefinedValue("division by zero");
  const shift = PRECISION + bitLength(y.mantissa);
  return bigFloat((x.mantissa << BigInt(shift)) / y.mantissa, x.exponent - shift - y.exponent);
}

/** Square root of a non-negative number. Throws UndefinedValue for a negative one. */
export function squareRoot(x: BigFloat): BigFloat {
  if (x.mantissa < 0n) throw new UndefinedValue("real square root of a negative number");
  if (x.mantissa === 0n) return zero;
  const wanted = 2 * PRECISION - bitLength(x.mantissa);
  const shift = wanted + (Math.abs(wanted + x.exponent) % 2);
  return bigFloat(integerSquareRoot(x.mantissa << BigInt(shift)), (x.exponent - shift) / 2);
}

/** Largest integer whose square is at most n, for n >= 0. Newton's iteration from a power of two above the root. */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt(Math.ceil(bitLength(n) / 2));
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** -1, 0 or 1. */
export function compare(x: BigFloat, y: BigFloat): number {
  const difference = subtract(x, y).mantissa;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Largest integer below x. Throws UndefinedValue past 2^4096. */
export function floor(x: BigFloat): bigint {
  if (x.exponent > 4096) throw new UndefinedValue("integer part too large");
  return x.exponent >= 0
    ? x.mantissa << BigInt(x.exponent)
    : x.mantissa >> BigInt(Math.min(-x.exponent, 2 * PRECISION + bitLength(x.mantissa)));
}

/** Nearest integer. Throws UndefinedValue past 2^4096. */
export function round(x: BigFloat): bigint {
  return floor(add(x, bigFloat(1n, -1)));
}

/** Nearest double: 0 or infinite outside the range of doubles. */
export function toNumber(x: BigFloat): number {
  const drop = Math.max(0, bitLength(x.mantissa) - 60);
  const exponent = x.exponent + drop;
  if (x.mantissa === 0n || exponent < -1200) return 0;
  const half = Math.trunc(exponent / 2);
  return Number(x.mantissa >> BigInt(drop)) * 2 ** half * 2 ** (exponent - half);
}
