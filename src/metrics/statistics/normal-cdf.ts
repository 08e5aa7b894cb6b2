/**
 * Standard normal distribution function, absolute error below 1e-15 for |z| < 6 (series), and the continued fraction of
 * the tail beyond it (Abramowitz and Stegun 26.2.10, 26.2.14). 0 and 1 at the infinities.
 */
export function normalCdf(z: number): number {
  if (z === Infinity) return 1;
  if (z === -Infinity) return 0;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const x = Math.abs(z);
  const upper = x < 6 ? 0.5 - density * oddSeries(x) : density / tailFraction(x);
  return z > 0 ? 1 - upper : upper;
}

function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; term > 1e-17 * sum; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return sum;
}

function tailFraction(x: number): number {
  let value = x;
  for (let i = 40; i >= 1; i--) value = x + i / value;
  return value;
}
