import * as real from "./big-float.js";
import {UndefinedValue, type BigFloat} from "./big-float.js";
import {angle, exponential, logarithm, sineCosine} from "./elementary.js";
import type {Rational} from "./rational.js";

/** A complex number at the precision of BigFloat. */
export interface BigComplex {
  readonly re: BigFloat;
  readonly im: BigFloat;
}

/** A part this many bits below the other one is rounding noise and becomes 0, so that branch cuts are met exactly. */
const NOISE = real.PRECISION - 64;

export const one: BigComplex = {re: real.bigFloat(1n), im: real.zero};
export const imaginaryUnit: BigComplex = {re: real.zero, im: real.bigFloat(1n)};

/** x + 0i. */
export function fromReal(re: BigFloat): BigComplex {
  return {re, im: real.zero};
}

/** The complex number of a rational, rounded as BigFloat rounds. */
export function fromRational(value: Rational): BigComplex {
  return fromReal(real.fromRational(value));
}

function clean(re: BigFloat, im: BigFloat): BigComplex {
  if (im.mantissa === 0n || re.mantissa === 0n) return {re, im};
  const gap = real.magnitude(re) - real.magnitude(im);
  if (gap > NOISE) return {re, im: real.zero};
  return gap < -NOISE ? {re: real.zero, im} : {re, im};
}

/** Whether the imaginary part is exactly 0, as `clean` leaves it where it is noise. */
export function isReal(z: BigComplex): boolean {
  return z.im.mantissa === 0n;
}

/** Whether both parts are exactly 0. */
export function isZero(z: BigComplex): boolean {
  return z.re.mantissa === 0n && z.im.mantissa === 0n;
}

/** Bits above the point of the larger part; -Infinity for 0. */
export function magnitude(z: BigComplex): number {
  return Math.max(real.magnitude(z.re), real.magnitude(z.im));
}

/** Sum. A result far below both terms is what rounding left of an exact cancellation, and becomes 0. */
export function add(a: BigComplex, b: BigComplex): BigComplex {
  return clean(addPart(a.re, b.re), addPart(a.im, b.im));
}

function addPart(x: BigFloat, y: BigFloat): BigFloat {
  const sum = real.add(x, y);
  return real.magnitude(sum) < real.magnitude(x) - NOISE ? real.zero : sum;
}

/** -a, exact. */
export function negate(a: BigComplex): BigComplex {
  return {re: real.negate(a.re), im: real.negate(a.im)};
}

/** Difference, with the cancellation of `add`. */
export function subtract(a: BigComplex, b: BigComplex): BigComplex {
  return add(a, negate(b));
}

/** Product, with the cancellation of `add`. */
export function multiply(a: BigComplex, b: BigComplex): BigComplex {
  if (isReal(a) && isReal(b)) return fromReal(real.multiply(a.re, b.re));
  return clean(
    addPart(real.multiply(a.re, b.re), real.negate(real.multiply(a.im, b.im))),
    addPart(real.multiply(a.re, b.im), real.multiply(a.im, b.re))
  );
}

/** Quotient. Throws UndefinedValue for a zero divisor. */
export function divide(a: BigComplex, b: BigComplex): BigComplex {
  if (isReal(a) && isReal(b)) return fromReal(real.divide(a.re, b.re));
  const size = real.add(real.multiply(b.re, b.re), real.multiply(b.im, b.im));
  const product = multiply(a, {re: b.re, im: real.negate(b.im)});
  return clean(real.divide(product.re, size), real.divide(product.im, size));
}

/** |z| as a real number. */
export function modulus(z: BigComplex): BigFloat {
  if (isReal(z)) return real.absolute(z.re);
  return real.squareRoot(real.add(real.multiply(z.re, z.re), real.multiply(z.im, z.im)));
}

/** e^z. */
export function exp(z: BigComplex): BigComplex {
  const size = exponential(z.re);
  if (isReal(z)) return fromReal(size);
  const [sine, cosine] = sineCosine(z.im);
  return clean(real.multiply(size, snap(cosine)), real.multiply(size, snap(sine)));
}

/** Principal logarithm. Throws UndefinedValue for 0. */
export function log(z: BigComplex): BigComplex {
  return clean(logarithm(modulus(z)), angle(z.im, z.re));
}

/** Principal square root. */
export function squareRoot(z: BigComplex): BigComplex {
  if (isReal(z)) {
    const root = real.squareRoot(real.absolute(z.re));
    return z.re.mantissa < 0n ? {re: real.zero, im: root} : fromReal(root);
  }
  return exp(divide(log(z), fromReal(real.bigFloat(2n))));
}

/** Principal power; 0^0 is 1. Throws UndefinedValue for 0 to a power that is not positive. */
export function power(base: BigComplex, exponent: BigComplex): BigComplex {
  if (isZero(exponent)) return one;
  if (isZero(base)) {
    if (isReal(exponent) && exponent.re.mantissa > 0n) return base;
    throw new UndefinedValue("zero to a power that is not positive");
  }
  const whole = smallInteger(exponent);
  if (whole !== null) return integerPower(base, whole);
  return exp(multiply(exponent, log(base)));
}

/** The value of z where it is an integer of at most 4096 in size, else null. */
function smallInteger(z: BigComplex): number | null {
  if (!isReal(z) || real.magnitude(z.re) > 12) return null;
  const rounded = real.round(z.re);
  return real.compare(z.re, real.bigFloat(rounded)) === 0 ? Number(rounded) : null;
}

function integerPower(base: BigComplex, exponent: number): BigComplex {
  let result = one;
  let square = base;
  for (let n = Math.abs(exponent); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = multiply(result, square);
    if (n > 1) square = multiply(square, square);
  }
  return exponent < 0 ? divide(one, result) : result;
}

/** [sin z, cos z], from exponentials off the real line. */
export function sinCos(z: BigComplex): [BigComplex, BigComplex] {
  if (isReal(z)) {
    const [sine, cosine] = sineCosine(z.re);
    return [fromReal(snap(sine)), fromReal(snap(cosine))];
  }
  const turned = multiply(imaginaryUnit, z);
  const forward = exp(turned);
  const backward = exp(negate(turned));
  const two = fromReal(real.bigFloat(2n));
  return [
    divide(subtract(forward, backward), multiply(two, imaginaryUnit)),
    divide(add(forward, backward), two)
  ];
}

/** Sines below the noise level are zeros: sin(pi) must be 0, not 2^-384. */
function snap(x: BigFloat): BigFloat {
  return real.magnitude(x) < -NOISE ? real.zero : x;
}

/** The nearest doubles. */
export function toNumbers(z: BigComplex): {re: number; im: number} {
  return {re: real.toNumber(z.re), im: real.toNumber(z.im)};
}
