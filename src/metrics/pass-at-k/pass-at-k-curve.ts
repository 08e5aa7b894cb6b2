/**
 * Unbiased pass@1 … pass@kMax of one problem with `n` completions, `c` correct: element k-1 is pass@k (see `passAtK`).
 * O(kMax), by Q(0) = 1, Q(k+1) = Q(k) (n-c-k) / (n-k), pass@k = 1 - Q(k). NaN at every k > n.
 */
export function passAtKCurve(n: number, c: number, kMax: number = n): Float64Array {
  const curve = new Float64Array(kMax).fill(NaN);
  const measured = Math.min(n, kMax);
  let allWrong = 1;
  for (let k = 0; k < measured; k++) {
    // Past k = n - c nothing but a correct completion is left to draw: exactly 0, which the product then keeps.
    allWrong *= Math.max(0, n - c - k) / (n - k);
    curve[k] = 1 - allWrong;
  }
  return curve;
}
