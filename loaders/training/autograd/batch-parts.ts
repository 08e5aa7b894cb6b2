import type {Parameters} from "../../engines/micro/architecture.js";

/** Rows that a training graph runs at once. More would not fit the caches, and memory grows with them. */
const partRows = 512;

/** A batch in parts of at most 512 rows. */
export function batchParts<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / partRows);
  return Array.from({length: count}, (_, part) => rows.slice(part * partRows, (part + 1) * partRows));
}

/** Adds the second gradients to the first, in place. */
export function addGradients<G extends Parameters>(sum: G, part: Parameters): G {
  for (const [name, slopes] of part) {
    const sums = sum.get(name)!;
    for (const [index, slope] of slopes.entries()) sums[index] = sums[index]! + slope;
  }
  return sum;
}
