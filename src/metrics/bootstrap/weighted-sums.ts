import {loadWeightedSumsKernel} from "./weighted-sums-kernel.js";

/** Sums of many columns under four weightings of their rows at a time. */
export interface WeightedSums {
  /** To be filled before each run: element row * 4 + j is the weight of a row in weighting j. */
  readonly weights: Float64Array;
  /** After a run: element column * 4 + j is the sum over rows of weight times value. */
  readonly sums: Float64Array;
  run: () => void;
}

export interface WeightedSumsOptions {
  /** Default: vectors of WebAssembly where there are such. The results are the same, bit for bit. */
  vectors?: boolean;
}

const FOUR = 4;

/** Prepares the sums of `columns` columns of `values`, which is [column][row] with `rows` rows each. */
export function weightedSums(
  values: Float64Array,
  columns: number,
  rows: number,
  {vectors = true}: WeightedSumsOptions = {}
): WeightedSums {
  const groups = Math.ceil(columns / FOUR);
  const sizes = [groups * rows * FOUR, rows * FOUR, groups * FOUR * FOUR] as const;
  const bytes = 8 * (sizes[0] + sizes[1] + sizes[2]);
  // The kernel takes one row and one column at least.
  const kernel = vectors && sizes[0] > 0 ? loadWeightedSumsKernel(bytes) : null;
  const buffer = kernel?.memory.buffer ?? new ArrayBuffer(bytes);
  const [weightsAt, sumsAt] = [8 * sizes[0], 8 * (sizes[0] + sizes[1])];
  const grouped = new Float64Array(buffer, 0, sizes[0]);
  groupColumns(values, columns, rows, grouped);
  const weights = new Float64Array(buffer, weightsAt, sizes[1]);
  const sums = new Float64Array(buffer, sumsAt, sizes[2]);
  return {
    weights,
    sums: sums.subarray(0, columns * FOUR),
    run: () => {
      if (kernel) kernel.run(0, weightsAt, weightsAt, sumsAt, sumsAt);
      else sumGroups(grouped, weights, sums);
    }
  };
}

/** Copies [column][row] to [group][row][column of the group]; columns that fill up the last group are 0. */
function groupColumns(values: Float64Array, columns: number, rows: number, grouped: Float64Array): void {
  for (let column = 0; column < columns; column++) {
    const first = Math.floor(column / FOUR) * rows * FOUR + (column % FOUR);
    for (let row = 0; row < rows; row++) grouped[first + row * FOUR] = values[column * rows + row]!;
  }
}

/** What the kernel does, without vectors: one column at a time, whose four sums stay in registers. */
function sumGroups(grouped: Float64Array, weights: Float64Array, sums: Float64Array): void {
  for (let column = 0; column < sums.length / FOUR; column++) {
    const first = Math.floor(column / FOUR) * weights.length + (column % FOUR);
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at < weights.length; at += FOUR) {
      const value = grouped[first + at]!;
      a += value * weights[at]!;
      b += value * weights[at + 1]!;
      c += value * weights[at + 2]!;
      d += value * weights[at + 3]!;
    }
    sums[column * FOUR] = a;
    sums[column * FOUR + 1] = b;
    sums[column * FOUR + 2] = c;
    sums[column * FOUR + 3] = d;
  }
}
