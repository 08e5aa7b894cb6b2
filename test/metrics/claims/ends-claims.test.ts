import {describe, expect, it} from "vitest";
import type {BenchmarkEnds} from "../../../src/metrics/coverage/curve-ends.js";
import {claim, pOf, type Difference} from "./example-tables.js";

const up: Difference = [3, 5, 7];
const down: Difference = [-7, -5, -3];
const unsure: Difference = [-4, 1, 6];

describe("the claims about algorithms and steps", () => {
  const estimate = ([low, value, high]: Difference) => ({
    estimate: value / 100,
    low: low / 100,
    high: high / 100
  });
  const contrast = (difference: Difference) => ({...estimate(difference), p: pOf(difference)});
  const ends = (
    policies: {policy: string; atOne?: Difference; atMost?: Difference}[],
    compared: BenchmarkEnds["compared"] = null
  ) => ({
    level: 0.95,
    replicates: 100,
    seed: 1,
    base: "base",
    reference: "grpo",
    spreads: [],
    benchmarks: [
      {
        benchmark: "a",
        problems: 50,
        kMax: 64,
        compared,
        policies: policies.map(({policy, atOne, atMost}) => ({
          policy,
          pass: {atOne: estimate([45, 50, 55]), atMost: estimate([55, 60, 65])},
          gap: null,
          difference: atOne && atMost ? {atOne: contrast(atOne), atMost: contrast(atMost)} : null,
          retention: null
        }))
      }
    ]
  });
  const algorithms = (atOne: Difference, atMost: Difference, gap: Difference | null) =>
    claim("algorithms", {
      algorithms: ends([{policy: "base"}, {policy: "grpo"}, {policy: "rloo"}], {
        alike: {atOne: 0.0001, atMost: 0.5},
        range: {atOne: estimate(atOne), atMost: estimate(atMost)},
        leastGap: gap && estimate(gap)
      })
    });
  const [little, open, much]: Difference[] = [
    [1, 3, 6],
    [2, 10, 20],
    [8, 10, 20]
  ];
  const far: Difference = [20, 30, 40];

  it("call algorithms alike where the range of all lies below seven points, even where a test tells them apart", () => {
    expect(algorithms(little!, little!, far).verdict).toBe("supported");
  });

  it("are not supported where two algorithms differ by more, at either end, or where one comes near the base", () => {
    expect(algorithms(much!, little!, far).verdict).toBe("not supported");
    expect(algorithms(little!, much!, far).verdict).toBe("not supported");
    expect(algorithms(little!, little!, [-2, 1, 5]).verdict).toBe("not supported");
  });

  it("are undecided where an interval holds the seven points", () => {
    expect(algorithms(open!, little!, far).verdict).toBe("undecided");
    expect(algorithms(little!, open!, far).verdict).toBe("undecided");
    expect(algorithms(little!, little!, [5, 10, 15]).verdict).toBe("undecided");
  });

  it("give both ranges and the smallest gap; nothing without a base or a second algorithm", () => {
    const {numbers, policies} = algorithms(little!, open!, far).cases[0]!;
    expect(numbers.map(({quantity, estimate: value}) => [quantity, value])).toEqual([
      ["largest difference of two at k = 1", 0.03],
      ["at k = 64", 0.1],
      ["smallest gap to the base", 0.3]
    ]);
    expect(policies).toEqual(["base", "grpo", "rloo"]);
    expect(algorithms(little!, little!, null).verdict).toBe("no data");
    expect(claim("algorithms", {algorithms: ends([{policy: "grpo"}])}).verdict).toBe("no data");
  });

  const steps = (atOne: Difference, atMost: Difference) =>
    claim("steps", {
      steps: ends([{policy: "grpo"}, {policy: "rloo", atOne, atMost}])
    }).verdict;

  it("compare the last checkpoint with the first", () => {
    expect([steps(up, down), steps(up, unsure), steps(up, up)]).toEqual([
      "supported",
      "undecided",
      "not supported"
    ]);
    expect(claim("steps", {steps: ends([{policy: "grpo"}])}).verdict).toBe("no data");
  });
});
