import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {partitionAt} from "../../src/metrics/partition-at.js";

describe("partitionAt", () => {
  it("puts at k what sorting would, nothing larger before it and nothing smaller after", () => {
    const values = fc.array(fc.oneof(fc.integer({min: -3, max: 3}), fc.double({noNaN: true})), {
      minLength: 1,
      maxLength: 60
    });
    fc.assert(
      fc.property(values, fc.nat(), (list, at) => {
        const k = at % list.length;
        const parted = Float64Array.from(list);
        partitionAt(parted, k);
        const sorted = Float64Array.from(list).sort();
        expect(parted[k] === sorted[k]).toBe(true);
        expect(Float64Array.from(parted).sort()).toEqual(sorted);
        expect(parted.subarray(0, k).every((value) => value <= parted[k]!)).toBe(true);
        expect(parted.subarray(k).every((value) => value >= parted[k]!)).toBe(true);
      })
    );
  });
});
