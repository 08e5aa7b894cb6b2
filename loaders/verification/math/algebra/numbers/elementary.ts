import {
  PRECISION,
  UndefinedValue,
  add,
  bigFloat,
  divide,
  floor,
  fromNumber,
  magnitude,
  multiply,
  negate,
  round,
  subtract,
  toNumber,
  zero,
  type BigFloat
} from "./big-float.js";

/** Series are summed in fixed point with this many fraction bits: the precision and 64 guard bits. */
const FIXED = PRECISION + 64;
const FIXED_ONE = 1n << BigInt(FIXED);
const SHIFT = BigInt(FIXED);

/** Arguments past this have no digit left after reduction by ln 2 or pi/2. */
const MAX_MAGNITUDE = 48;

function toFixed(x: BigFloat): bigint {
  return floor({mantissa: x.mantissa, exponent: x.exponent + FIXED});
}

/** atan(1/n) or atanh(1/n) by its power series, in fixed point. */
function inverseTangentSeries(n: bigint, alternating: boolean): bigint {
  let term = FIXED_ONE / n;
  let sum = term;
  for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
    term /= n * n;
    sum += alternating ? sign * (term / k) : term / k;
  }
  return sum;
}

// Machin: pi = 16 atan(1/5) - 4 atan(1/239); ln 2 = 2 atanh(1/3).
const FIXED_PI = 16n * inverseTangentSeries(5n, true) - 4n * inverseTangentSeries(239n, true);
const FIXED_LN2 = 2n * inverseTangentSeries(3n, false);

export const pi: BigFloat = bigFloat(FIXED_PI, -FIXED);
const ln2: BigFloat = bigFloat(FIXED_LN2, -FIXED);

/** e^x. Throws UndefinedValue for x past 2^48; tiny results are 0. */
export function exponential(x: BigFloat): BigFloat {
  if (magnitude(x) > MAX_MAGNITUDE) {
    if (x.mantissa < 0n) return zero;
    throw new UndefinedValue("exponential too large");
  }
  const fixed = toFixed(x);
  const k = fixed / FIXED_LN2;
  // Halve the rest eight times, so that the series is short, then square the result eight times.
  const rest = (fixed - k * FIXED_LN2) >> 8n;
  let term = FIXED_ONE;
  let sum = FIXED_ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * rest) >> SHIFT) / n;
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) >> SHIFT;
  return bigFloat(sum, Number(k) - FIXED);
}

/** ln x for x > 0. Throws UndefinedValue otherwise. One exponential corrects the logarithm of the nearest double. */
export function logarithm(x: BigFloat): BigFloat {
  if (x.mantissa <= 0n) throw new UndefinedValue("real logarithm of a number that is not positive");
  const power = magnitude(x);
  const fraction: BigFloat = {mantissa: x.mantissa, exponent: x.exponent - power};
  const guess = fromNumber(Math.log(toNumber(fraction)));
  const ratio = multiply(fraction, exponential(negate(guess)));
  const w = divide(subtract(ratio, bigFloat(1n)), add(ratio, bigFloat(1n)));
  return add(add(multiply(ln2, bigFloat(BigInt(power))), guess), multiply(bigFloat(2n), oddSeries(w, false)));
}

/** w ± w^3/3 + w^5/5 ± …, for |w| below 2^-40: six terms reach the working precision. */
function oddSeries(w: BigFloat, alternating: boolean): BigFloat {
  const square = multiply(w, w);
  let power = w;
  let sum = w;
  for (let k = 3n; k <= 13n; k += 2n) {
    power = multiply(power, alternating ? negate(square) : square);
    sum = add(sum, divide(power, bigFloat(k)));
  }
  return sum;
}

/** [sin x, cos x]. Throws UndefinedValue for |x| past 2^48. */
export function sineCosine(x: BigFloat): [BigFloat, BigFloat] {
  if (magnitude(x) > MAX_MAGNITUDE) throw new UndefinedValue("angle too large");
  const quarter = divide(multiply(bigFloat(2n), x), pi);
  const k = round(quarter);
  const rest = toFixed(x) - (k * FIXED_PI) / 2n;
  const square = (rest * rest) >> SHIFT;
  const sine = alternatingSeries(rest, square, 1n);
  const cosine = alternatingSeries(FIXED_ONE, square, 0n);
  const turned = [
    [sine, cosine],
    [cosine, -sine],
    [-sine, -cosine],
    [-cosine, sine]
  ][Number(((k % 4n) + 4n) % 4n)]!;
  return [bigFloat(turned[0]!, -FIXED), bigFloat(turned[1]!, -FIXED)];
}

function alternatingSeries(first: bigint, square: bigint, start: bigint): bigint {
  let term = first;
  let sum = first;
  for (let n = start; term !== 0n && term !== -1n; n += 2n) {
    term = -((term * square) >> SHIFT) / ((n + 1n) * (n + 2n));
    sum += term;
  }
  return sum;
}

/** Angle of the point (x, y) in (-pi, pi]. Throws UndefinedValue for the origin. */
export function angle(y: BigFloat, x: BigFloat): BigFloat {
  if (x.mantissa === 0n && y.mantissa === 0n) throw new UndefinedValue("angle of zero");
  if (y.mantissa === 0n) return x.mantissa > 0n ? zero : pi;
  const half: BigFloat = {mantissa: pi.mantissa, exponent: pi.exponent - 1};
  if (x.mantissa === 0n) return y.mantissa > 0n ? half : negate(half);
  if (magnitude(y) > magnitude(x) + 1) {
    const rest = arcTangent(divide(x, y));
    return y.mantissa > 0n ? subtract(half, rest) : subtract(negate(half), rest);
  }
  const principal = arcTangent(divide(y, x));
  if (x.mantissa > 0n) return principal;
  return y.mantissa > 0n ? add(principal, pi) : subtract(principal, pi);
}

/** atan x for |x| < 8: one sine and cosine correct the arc tangent of the nearest double. */
function arcTangent(x: BigFloat): BigFloat {
  if (magnitude(x) < -200) return subtract(x, divide(multiply(x, multiply(x, x)), bigFloat(3n)));
  const guess = fromNumber(Math.atan(toNumber(x)));
  const [sine, cosine] = sineCosine(guess);
  const difference = divide(subtract(multiply(x, cosine), sine), add(cosine, multiply(x, sine)));
  return add(guess, oddSeries(difference, true));
}
