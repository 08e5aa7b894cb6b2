import {randomNormal} from "../../random/draws.js";
import type {Random} from "../../random/random.js";

/** The logarithm of a draw from Gamma(shape, 1), shape above 0: finite also where the draw itself is below any double. Marsaglia and Tsang 2000. */
function logGammaDraw(random: Random, shape: number): number {
  // Gamma(a) = Gamma(a + 1) U^(1/a), for the rejection below needs a shape of at least 1.
  if (shape < 1) return logGammaDraw(random, shape + 1) + Math.log(1 - random.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = randomNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random.uniform();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d) + Math.log(v);
  }
}

/** The logit of a draw from Beta(alpha, beta): the difference of two logarithms of gamma draws. */
export function betaLogitDraw(random: Random, alpha: number, beta: number): number {
  return logGammaDraw(random, alpha) - logGammaDraw(random, beta);
}
