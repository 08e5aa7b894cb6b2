import {describe, expect, it} from "vitest";
import {estimateLoss, type LossUnit} from "../../../src/metrics/reading/reading-estimate.js";
import {lossFromFirstValid} from "../../../src/metrics/reading/first-valid.js";
import {readingSample} from "../../../src/metrics/reading/reading-sample.js";
import {expectedSquare, firstValidChances, readingSize} from "../../../src/metrics/reading/reading-size.js";
import {readingState, type ReadingText, type ReadingUnit} from "../../../src/metrics/reading/reading-unit.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const text = (place: number, judge: ReadingText["judge"] = null): ReadingText => {
  return {sample_index: place, place, judge};
};

const lossUnit = (loss: number, foretold: number, chance: number, isRead: boolean): LossUnit => {
  return {foretold, chance, typical: 0, isOrdered: false, found: isRead ? {loss, variance: 0} : null};
};

describe("estimateLoss", () => {
  it("is unbiased over all samples, whatever the judge foretells and however little it is trusted", () => {
    const losses = [1, 0, 0.4, 0.9];
    const chances = [0.9, 0.2, 0.5, 0.7];
    for (const foretold of [
      [0, 0, 0, 0],
      [1, 0, 0.5, 1],
      [0, 1, 0, 0]
    ])
      for (const trust of [0, 0.4, 1]) {
        let [mean, variance, shown] = [0, 0, 0];
        for (let set = 0; set < 16; set++) {
          const isRead = losses.map((_, i) => ((set >> i) & 1) === 1);
          const weight = chances.reduce((product, p, i) => product * (isRead[i] ? p : 1 - p), 1);
          const units = losses.map((loss, i) => lossUnit(loss, foretold[i]!, chances[i]!, isRead[i]!));
          const found = estimateLoss(units, 0.95, trust);
          mean += weight * found.estimate;
          variance += weight * (found.estimate - 2.3) ** 2;
          shown += weight * found.standardError ** 2;
        }
        expect(mean).toBeCloseTo(2.3, 12);
        expect(shown).toBeCloseTo(variance, 12);
      }
  });

  it("is the classical estimate where the judge foretells nothing of what was found", () => {
    const of = (foretold: number): LossUnit[] =>
      [0, 1, 0, 1].map((loss) => lossUnit(loss, loss === 0 ? foretold : 0, 0.5, true));
    const judged = estimateLoss(of(1));
    expect(judged.trust).toBe(0);
    expect(judged).toEqual(estimateLoss(of(0)));
    expect(judged.estimate).toBe(4);
  });

  it("trusts a judge no further than the forecasts that were met, of all that it made", () => {
    const met = [0, 0.2, 0, 0.2].map((loss) => lossUnit(loss, loss, 0.5, true));
    expect(estimateLoss(met).trust).toBe(1);
    const missed = lossUnit(0, 1, 0.1, false);
    const found = estimateLoss([...met, missed]);
    // Of the squares of all forecasts, 2 * 2 * 0.04 were met, and 0.1 * 90 + 2 * 0.5 * 2 * 0.04 are expected.
    expect(found.trust).toBeCloseTo(0.16 / 9.08, 12);
    // A judge trusted by what was met alone would add all of a loss that nobody has seen.
    expect(estimateLoss([...met, missed], 0.95, 1).estimate).toBeCloseTo(1.4, 12);
    expect(found.estimate).toBeLessThan(0.85);
  });

  it("trusts a judge that foretells all, and then has no error", () => {
    const units = [0, 1, 0, 1].map((loss) => lossUnit(loss, loss, 0.5, true));
    expect(estimateLoss(units)).toMatchObject({trust: 1, standardError: 0, estimate: 2});
  });
});

describe("the order of reading", () => {
  it("expects by its prior what an enumeration of it gives", () => {
    const unit = {n: 6, c: 3, texts: [text(1), text(2), text(3)], distinct: 3};
    const chances = [1 / 2, 1 / 6, 1 / 12, 1 / 4];
    for (const [i, chance] of firstValidChances(unit.texts).entries())
      expect(chance).toBeCloseTo(chances[i]!, 14);
    for (const k of [1, 2, 4, 6]) {
      const losses = [1, 2, 3, Infinity].map((at) => lossFromFirstValid({n: 6, c: 3, at}, k));
      const square = losses.reduce((sum, loss, i) => sum + chances[i]! * loss * loss, 0);
      expect(expectedSquare(unit, k)).toBeCloseTo(square, 14);
    }
  });

  it("has the allocation with the least expected variance of all on a grid of the same expected readings", () => {
    const units = [1, 2, 4].map((c) => {
      const texts = Array.from({length: c}, (_, i) => text(i + 1));
      return {n: 8, c, texts, distinct: c};
    });
    const costs = [1, 1.5, 1 + 1 / 2 + 1 / 3 + 1 / 4];
    const squares = units.map((unit) => expectedSquare(unit, 8));
    const variance = (chances: readonly number[]): number =>
      squares.reduce((sum, square, i) => sum + square / chances[i]!, 0);
    const sizes = units.map((unit) => readingSize(unit, 8));
    const scale = 1 / sizes.reduce((sum, size, i) => sum + size * costs[i]!, 0);
    const least = variance(sizes.map((size) => size * scale));
    for (let a = 1; a < 60; a++)
      for (let b = 1; a + b < 60; b++) {
        const spent = [a, b, 60 - a - b].map((part, i) => part / 60 / costs[i]!);
        expect(variance(spent)).toBeGreaterThanOrEqual(least - 1e-12);
      }
  });

  it("knows the chances of what it draws: weights sum to the number of problems on average", () => {
    const sizes = [3, 1, 1, 0.5, 0.2, 2];
    const values = [1, 5, 2, 8, 3, 1];
    let total = 0;
    const trials = 8000;
    for (let trial = 0; trial < trials; trial++) {
      const random = createRandom("priority", trial);
      const units = sizes.map((size, i): ReadingUnit => {
        return {
          n: 4,
          c: 1,
          texts: [text(1)],
          distinct: 1,
          problem_id: `p${i}`,
          size,
          draw: 1 - random.uniform()
        };
      });
      // Three are read: those with the largest size over draw.
      const third = units.map(({size: s, draw}) => s / draw).sort((a, b) => b - a)[2]!;
      const {sampled, chanceOf} = readingSample(units, (unit) =>
        unit.size / unit.draw >= third ? "valid" : null
      );
      expect(sampled).toHaveLength(3);
      for (const {unit} of sampled) total += values[Number(unit.problem_id.slice(1))]! / chanceOf(unit);
    }
    // Standard error about 0.13.
    expect(Math.abs(total / trials - 20)).toBeLessThan(0.6);
  });

  it("reads a problem up to its first valid text, and leaves open what is unsure or beyond its list", () => {
    const unit = {c: 9, texts: [text(1), text(3), text(4)], distinct: 5};
    const marks = (...given: ("valid" | "invalid" | "unsure")[]) =>
      readingState(unit, ({place}) => given[[1, 3, 4].indexOf(place)] ?? null);
    expect(marks("invalid")).toMatchObject({isRead: false, next: {place: 3}});
    expect(marks("invalid", "valid")).toMatchObject({isRead: true, readings: 2, best: 3, worst: 3});
    expect(marks("unsure", "valid")).toMatchObject({best: 1, worst: 3});
    expect(marks("invalid", "invalid", "invalid")).toMatchObject({isRead: true, best: 5, worst: Infinity});
  });
});
