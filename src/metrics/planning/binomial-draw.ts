import type {Random} from "../../random/random.js";

/** Up to this expected number of successes they are counted up one by one. */
const FEW = 10;

/**
 * A draw from Binomial(n, p), n >= 0, p in [0, 1]: by inversion where few successes (or failures) are expected, else by
 * rejection in time that does not depend on n (Hörmann 1993, "The generation of binomial random variates", BTRS).
 */
export function binomialDraw(random: Random, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  return n * p < FEW ? inverted(random, n, p) : rejected(random, n, p);
}

function inverted(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let chance = Math.exp(n * Math.log1p(-p));
  let rest = random.uniform();
  let c = 0;
  while (rest > chance && c < n) {
    rest -= chance;
    c++;
    chance *= (odds * (n - c + 1)) / c;
  }
  return c;
}

function rejected(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = 1 - random.uniform();
    const near = 0.5 - Math.abs(u);
    const c = Math.floor(((2 * a) / near + b) * u + centre);
    if (near >= 0.07 && v <= squeeze) return c;
    if (c < 0 || c > n) continue;
    const bound = Math.log((v * alpha) / (a / (near * near) + b));
    if (bound <= logRatio(n, p, mode, c)) return c;
  }
}

/** The logarithm of P(c) / P(mode). */
function logRatio(n: number, p: number, mode: number, c: number): number {
  const factorials = (x: number): number => logFactorial(x) + logFactorial(n - x);
  return factorials(mode) - factorials(c) + (c - mode) * Math.log(p / (1 - p));
}

const known = Float64Array.from({length: 64}, () => 0);
for (let i = 2; i < known.length; i++) known[i] = known[i - 1]! + Math.log(i);

/** log x!, by Stirling's series where x is large: to 1e-12. */
function logFactorial(x: number): number {
  if (x < known.length) return known[x]!;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260)));
  return (x + 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
