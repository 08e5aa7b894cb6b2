/** Four weightings of the same rows. */
export type FourWeights = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * Sums of `columns` columns of `values` ([column][row], `rows` each) under four weightings of the rows: element
 * column * 4 + j of `sums` becomes the sum over rows of weights[j][row] * values[column][row].
 */
export function weightedSums(
  values: Float64Array,
  columns: number,
  rows: number,
  weights: FourWeights,
  sums: Float64Array
): void {
  const columnAt = (column: number) => values.subarray(column * rows, (column + 1) * rows);
  for (let column = 0; column < columns; column += 2) {
    // An odd last column is its own neighbour.
    const neighbour = Math.min(column + 1, columns - 1);
    const pair = twoColumns(columnAt(column), columnAt(neighbour), weights);
    sums.set(pair.slice(0, 4), column * 4);
    sums.set(pair.slice(4), neighbour * 4);
  }
}

// Eight accumulators stay in registers and each value read serves four products: faster than one dot product at a time.
function twoColumns(left: Float64Array, right: Float64Array, [wa, wb, wc, wd]: FourWeights): number[] {
  let a0 = 0;
  let b0 = 0;
  let c0 = 0;
  let d0 = 0;
  let a1 = 0;
  let b1 = 0;
  let c1 = 0;
  let d1 = 0;
  for (let i = 0; i < left.length; i++) {
    const x = left[i]!;
    const y = right[i]!;
    const a = wa[i]!;
    const b = wb[i]!;
    const c = wc[i]!;
    const d = wd[i]!;
    a0 += a * x;
    b0 += b * x;
    c0 += c * x;
    d0 += d * x;
    a1 += a * y;
    b1 += b * y;
    c1 += c * y;
    d1 += d * y;
  }
  return [a0, b0, c0, d0, a1, b1, c1, d1];
}
