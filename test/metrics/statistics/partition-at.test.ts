import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {partitionAt} from "../../../src/metrics/statistics/partition-at.js";
import {random} from "../../../src/random/random.js";

const expectParted = (list: readonly number[], k: number): void => {
  const parted = Float64Array.from(list);
  partitionAt(parted, k);
  const sorted = Float64Array.from(list).sort();
  expect(parted[k] === sorted[k]).toBe(true);
  expect(Float64Array.from(parted).sort()).toEqual(sorted);
  expect(parted.subarray(0, k).every((value) => value <= parted[k]!)).toBe(true);
  expect(parted.subarray(k).every((value) => value >= parted[k]!)).toBe(true);
};

describe("partitionAt", () => {
  it("puts at k what sorting would, nothing larger before it and nothing smaller after", () => {
    const values = fc.array(fc.oneof(fc.integer({min: -3, max: 3}), fc.double({noNaN: true})), {
      minLength: 1,
      maxLength: 60
    });
    fc.assert(
      fc.property(values, fc.nat(), (list, at) => {
        expectParted(list, at % list.length);
      })
    );
  });

  it("does so in long lists, at their ends and with many equal values", () => {
    const stream = random("long lists");
    for (const distinct of [2, 40, 2 ** 32]) {
      const list = Array.from({length: 4000}, () => stream.below(distinct));
      for (const k of [0, 49, 50, 1000, 2000, 3949, 3999]) expectParted(list, k);
      expectParted([...list].sort(), 100);
    }
  });
});
