import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {random} from "../../src/random/random.js";

describe("random", () => {
  it("keeps its bits: published intervals were drawn from this stream", () => {
    const stream = random("name");
    const draws = [stream.uniform(), stream.uniform(), stream.below(2 ** 32), stream.below(10)];
    expect(draws).toEqual([0.9674112451332044, 0.5381614299540349, 2212391310, 8]);
  });

  it("gives the same stream for the same seed, pinned across versions", () => {
    const stream = random("study-1");
    expect(Array.from({length: 5}, () => stream.below(1000))).toEqual([808, 569, 126, 478, 326]);
  });

  it('treats 1 and "1" as one seed, and other seeds as other streams', () => {
    const draw = (seed: string | number): number[] => {
      const stream = random(seed);
      return Array.from({length: 8}, () => stream.below(2 ** 32));
    };
    expect(draw(1)).toEqual(draw("1"));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw("a")).not.toEqual(draw("b"));
    expect(draw("")).not.toEqual(draw("0"));
  });

  it("below(n) stays in range and reaches every value", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({min: 1, max: 12}), (seed, n) => {
        const stream = random(seed);
        const seen = new Set(Array.from({length: 400}, () => stream.below(n)));
        expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({length: n}, (_, i) => i));
      })
    );
  });

  it("below(n) is the remainder of the first word below the largest multiple of n", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 2 ** 32}), fc.integer(), (n, seed) => {
        const [words, stream] = [random(seed), random(seed)];
        const limit = 2 ** 32 - (2 ** 32 % n);
        for (let draw = 0; draw < 20; draw++) {
          let word = words.below(2 ** 32);
          while (word >= limit) word = words.below(2 ** 32);
          expect(stream.below(n)).toBe(word % n);
        }
      })
    );
  });

  it("below(n) has no bias where n does not divide 2^32", () => {
    // Taking words modulo n = 3 * 2^30 would give the lower third twice the weight of the others.
    const stream = random(7);
    const thirds = [0, 0, 0];
    for (let i = 0; i < 30000; i++) thirds[Math.floor(stream.below(3 * 2 ** 30) / 2 ** 30)]! += 1;
    for (const count of thirds) expect(Math.abs(count - 10000)).toBeLessThan(400);
  });

  it("uniform() is uniform: mean, variance and a chi-square over 16 bins", () => {
    const stream = random("uniform");
    const bins = new Array<number>(16).fill(0);
    let sum = 0;
    for (let i = 0; i < 64000; i++) {
      const x = stream.uniform();
      expect(x >= 0 && x < 1).toBe(true);
      bins[Math.floor(x * 16)]! += 1;
      sum += x;
    }
    expect(Math.abs(sum / 64000 - 0.5)).toBeLessThan(0.006);
    const chiSquare = bins.reduce((total, count) => total + (count - 4000) ** 2 / 4000, 0);
    expect(chiSquare).toBeLessThan(37.7); // 0.1 % point of 15 degrees of freedom
  });

  it("refuses to draw below zero, below a fraction, or beyond 2^32", () => {
    for (const n of [0, -1, 1.5, NaN, 2 ** 32 + 1])
      expect(() => random(1).below(n)).toThrow(`cannot draw below ${n}`);
  });
});
