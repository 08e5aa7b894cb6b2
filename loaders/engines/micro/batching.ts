/** Rows of one run of the scoring graph. Always the same: a kernel may round differently for other numbers of rows. */
export const batchRows = 64;

/**
 * The number of rows of a step of generation is a multiple of this: kernels may round a few rows otherwise than many, but
 * not these numbers (test/engines/micro/micro-engine.test.ts).
 */
export const rowStep = 8;

/** Sequence lengths are padded to a multiple of this. */
const lengthStep = 8;

/** The padded length of a sequence. Depends on the sequence alone, never on the others in its batch. */
export function paddedLength(length: number): number {
  return Math.ceil(length / lengthStep) * lengthStep;
}

/** Places in `items` that run together: at most `batchRows` of one padded length. */
export interface Batch {
  length: number;
  indices: number[];
}

/** Groups sequences by padded length into batches of at most `batchRows`. */
export function makeBatches(lengths: readonly number[]): Batch[] {
  const batches: Batch[] = [];
  const open = new Map<number, Batch>();
  for (const [index, ownLength] of lengths.entries()) {
    const length = paddedLength(ownLength);
    let batch = open.get(length);
    if (batch === undefined || batch.indices.length === batchRows) {
      batch = {length, indices: []};
      open.set(length, batch);
      batches.push(batch);
    }
    batch.indices.push(index);
  }
  return batches;
}
