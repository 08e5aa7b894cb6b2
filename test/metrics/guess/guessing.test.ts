import {describe, expect, it} from "vitest";
import {solvedRarely} from "../../../src/metrics/counts/solved-rarely.js";
import {empiricalGuessRates} from "../../../src/metrics/guess/empirical-guess-rates.js";
import {guessFloorCurve} from "../../../src/metrics/guess/guess-floor-curve.js";
import {guessFloor} from "../../../src/metrics/guess/guess-floor.js";

describe("guessFloor", () => {
  it("reaches 64 % at k = 1,024 over AIME's 1,000 answers", () => {
    expect(guessFloor(0.001, 1024)).toBeCloseTo(1 - 0.999 ** 1024, 12);
    expect(guessFloor(0.001, 1024)).toBeCloseTo(0.641, 3);
  });

  it("keeps digits for tiny rates and stands the ends", () => {
    expect(guessFloor(1e-18, 5) / 5e-18).toBeCloseTo(1, 12);
    expect(guessFloor(0, 1024)).toBe(0);
    expect(guessFloor(1, 1)).toBe(1);
    expect(guessFloor(1, 0)).toBe(0);
  });
});

describe("empiricalGuessRates", () => {
  it("is the mean share of the gold answer among the answers to the other problems", () => {
    const rates = empiricalGuessRates([
      {
        right: new Set(["2"]),
        answers: new Map([
          ["2", 3],
          ["0", 1]
        ])
      },
      {
        right: new Set(["0"]),
        answers: new Map([
          ["2", 2],
          ["5", 2]
        ])
      },
      {
        right: new Set(["7"]),
        answers: new Map([
          ["2", 1],
          ["0", 4]
        ])
      }
    ]);
    // Problem 0: 2/4 and 1/5. Problem 1: 1/4 and 4/5. Problem 2: nobody says 7.
    expect(rates[0]).toBeCloseTo((0.5 + 0.2) / 2, 14);
    expect(rates[1]).toBeCloseTo((0.25 + 0.8) / 2, 14);
    expect(rates[2]).toBe(0);
  });

  it("leaves problems without answers out of the mean, and is NaN when no other problem has any", () => {
    const rates = empiricalGuessRates([
      {right: new Set(["1"]), answers: new Map()},
      {right: new Set(["1"]), answers: new Map([["1", 2]])}
    ]);
    expect([...rates]).toEqual([1, NaN]);
    expect([...empiricalGuessRates([])]).toEqual([]);
  });
});

describe("guessFloorCurve", () => {
  it("is the mean of the floors of the problems", () => {
    expect([...guessFloorCurve([0, 0.5], [1, 2])]).toEqual([0.25, 0.375]);
    expect(guessFloorCurve([], [1])[0]).toBeNaN();
    expect(guessFloorCurve([0.1, NaN], [1])[0]).toBeNaN();
  });
});

it("solvedRarely(counts) holds above 0 and below the limit", () => {
  expect([0, 1, 4, 5, 100].map((c) => solvedRarely({n: 100, c}))).toEqual([false, true, true, false, false]);
  expect(solvedRarely({n: 0, c: 0})).toBe(false);
});
