const BITS = 53;

const known = new Map<number, Float64Array>();

/**
 * `base ** exponent` for a base above 0 and an exponent in [0, 1], to a relative error below 1e-14. Made of products and
 * square roots alone, which IEEE 754 rounds in one way: every engine gives the same bits, where pow, exp and log differ in
 * the last one.
 */
export function fractionalPower(base: number, exponent: number): number {
  if (exponent === 1) return base;
  let roots = known.get(base);
  if (!roots) known.set(base, (roots = squareRoots(base)));
  let power = 1;
  let rest = exponent;
  for (let bit = 0; bit < BITS && rest > 0; bit++) {
    rest *= 2;
    if (rest < 1) continue;
    power *= roots[bit]!;
    rest -= 1;
  }
  return power;
}

/** Element i: the 2^(i + 1)-th root. */
function squareRoots(base: number): Float64Array {
  const roots = new Float64Array(BITS);
  let root = base;
  for (let i = 0; i < BITS; i++) roots[i] = root = Math.sqrt(root);
  return roots;
}
