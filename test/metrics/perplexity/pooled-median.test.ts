import {describe, expect, it} from "vitest";
import {pooledMedian} from "../../../src/metrics/perplexity/pooled-median.js";

describe("pooledMedian", () => {
  it("is the middle of all values, or midway between the two in the middle", () => {
    expect(pooledMedian([[5, 1], [3]]).estimate).toBe(3);
    expect(pooledMedian([[5, 1], [3, 4], []]).estimate).toBe(3.5);
  });

  it("has an interval from the least to the largest value where one problem tells nothing of others", () => {
    expect(pooledMedian([[4, 2, 9]])).toEqual({estimate: 4, low: 2, high: 9});
    expect(pooledMedian([[], []])).toEqual({estimate: NaN, low: NaN, high: NaN});
  });

  it("ends where Student's test of one value a problem does", () => {
    // Twelve problems, b of them at or below a value: |b - 6| > 2.201 * sqrt(12 * b (12 - b) / 132) for b up to 2.
    const values = Array.from({length: 12}, (_, i) => i + 1);
    expect(pooledMedian(values.map((value) => [value]))).toEqual({estimate: 6.5, low: 3, high: 10});
  });

  it("does not narrow when each problem's value is there ten times", () => {
    const values = Array.from({length: 12}, (_, i) => i + 1);
    expect(pooledMedian(values.map((value) => Array<number>(10).fill(value)))).toMatchObject({
      low: 3,
      high: 10
    });
  });
});
