import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {loadWeightedSumsKernel} from "../../../src/metrics/bootstrap/weighted-sums-kernel.js";
import {weightedSums} from "../../../src/metrics/bootstrap/weighted-sums.js";

const number = fc.oneof(fc.double(), fc.constantFrom(0, 1, NaN, Infinity, 1e300));

/** A matrix [column][row], and four weightings [row][4]. */
const product = fc
  .record({columns: fc.integer({min: 0, max: 11}), rows: fc.integer({min: 0, max: 9})})
  .chain(({columns, rows}) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      values: fc.array(number, {minLength: columns * rows, maxLength: columns * rows}),
      weights: fc.array(fc.integer({min: 0, max: 5}), {minLength: rows * 4, maxLength: rows * 4})
    })
  );

describe("weightedSums", () => {
  it("adds the products row after row, with vectors and without, bit for bit", () => {
    fc.assert(
      fc.property(product, ({columns, rows, values, weights}) => {
        const expected: number[] = [];
        for (let column = 0; column < columns; column++) {
          for (let j = 0; j < 4; j++) {
            let sum = 0;
            for (let row = 0; row < rows; row++) sum += weights[row * 4 + j]! * values[column * rows + row]!;
            expected.push(sum);
          }
        }
        for (const vectors of [true, false]) {
          const product = weightedSums(Float64Array.from(values), columns, rows, {vectors});
          product.weights.set(weights);
          product.run();
          expect([...product.sums]).toEqual(expected);
          product.run();
          expect([...product.sums]).toEqual(expected);
        }
      }),
      {numRuns: 300}
    );
  });

  it("has vectors in this Node", () => {
    expect(loadWeightedSumsKernel(1)).not.toBeNull();
  });

  it("takes more memory than one page", () => {
    const values = Float64Array.from({length: 220 * 500}, (_, i) => (i % 97) / 97);
    const [fast, slow] = [true, false].map((vectors) => {
      const product = weightedSums(values, 220, 500, {vectors});
      product.weights.forEach((_, i, weights) => (weights[i] = (i * 7) % 4));
      product.run();
      return product.sums;
    });
    expect(fast!.length).toBe(880);
    expect(fast).toEqual(slow);
  });
});
