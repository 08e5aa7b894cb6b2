import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {batchRows, makeBatches, paddedLength} from "../../../loaders/engines/micro/batching.js";

describe("makeBatches", () => {
  it("puts each sequence in one batch of its own padded length, none of them too large", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 40}), {maxLength: 300}), (lengths) => {
        const batches = makeBatches(lengths);
        expect(batches.flatMap(({indices}) => indices).sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        for (const {length, indices} of batches) {
          expect(indices.length).toBeLessThanOrEqual(batchRows);
          for (const index of indices) expect(paddedLength(lengths[index]!)).toBe(length);
        }
      })
    );
  });

  it("pads to a multiple of eight", () => {
    expect([1, 7, 8, 9, 16, 17].map(paddedLength)).toEqual([8, 8, 8, 16, 16, 24]);
  });
});
