import {describe, expect, it} from "vitest";
import {randomNormal, shuffled} from "../../src/random/draws.js";
import {createRandom} from "../../src/random/keyed-random.js";
import type {Random} from "../../src/random/random.js";

const take = (random: Random, count: number) => Array.from({length: count}, () => random.uniform());
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("createRandom", () => {
  it("gives the same stream for the same parts and unrelated streams for neighbours", () => {
    expect(take(createRandom(1, "a"), 5)).toEqual(take(createRandom(1, "a"), 5));
    const firsts = Array.from({length: 4000}, (_, seed) => createRandom(seed).uniform());
    expect(Math.abs(mean(firsts) - 0.5)).toBeLessThan(0.02);
    const pairs = firsts.slice(1).map((value, index) => (value - 0.5) * (firsts[index]! - 0.5));
    expect(Math.abs(mean(pairs))).toBeLessThan(0.005);
  });

  it("tells parts apart whatever their grouping", () => {
    expect(createRandom("a", "b").uniform()).not.toBe(createRandom("ab").uniform());
    expect(createRandom(1, 23).uniform()).not.toBe(createRandom(12, 3).uniform());
    expect(createRandom(Number.MAX_SAFE_INTEGER).uniform()).not.toBe(
      createRandom(Number.MAX_SAFE_INTEGER - 1).uniform()
    );
  });

  it("keeps its bits: committed models and stored completions were drawn from this stream", () => {
    const stream = createRandom(7, "name");
    const draws = [stream.uniform(), stream.uniform(), stream.below(2 ** 32), stream.below(10)];
    expect(draws).toEqual([0.9124115714803338, 0.4453363853972405, 1382875708, 1]);
  });

  it("is uniform in [0, 1)", () => {
    const values = take(createRandom("uniform"), 50_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const bins = new Array<number>(10).fill(0);
    for (const value of values) bins[Math.floor(value * 10)]!++;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe("draws", () => {
  it("below stays below its count", () => {
    const random = createRandom("integer");
    expect(new Set(Array.from({length: 500}, () => random.below(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it("shuffled gives each order about equally often and keeps the input", () => {
    const random = createRandom("shuffle");
    const input = [1, 2, 3];
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffled(random, input).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(input).toEqual([1, 2, 3]);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("randomNormal has mean 0 and variance 1", () => {
    const random = createRandom("normal");
    const values = Array.from({length: 20_000}, () => randomNormal(random));
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.05);
  });
});
