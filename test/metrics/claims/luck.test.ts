import {describe, expect, it} from "vitest";
import {withLuck} from "../../../src/metrics/claims/luck.js";
import {crossingCases} from "../../../src/metrics/claims/crossing-claim.js";
import {claims} from "../../../src/metrics/claims/claims.js";
import {differences, noTables} from "./example-tables.js";

const coverage = {
  math: differences("grpo", {
    a: [
      [0.1, 0.2, 0.3],
      [-0.3, -0.2, -0.1]
    ]
  })
};
const rates = (guess_rate: number) => [
  {benchmark: "a", problem_id: "p", guesser: "arithmetic" as const, guess_rate}
];

describe("withLuck", () => {
  const [one] = crossingCases({...noTables, coverage}, "math").map(({tests: _, ...rest}) => ({
    ...rest,
    verdict: "supported" as const
  }));
  const {k, low} = coverage.math.benchmarks[0]!.curves[0]!.points.at(-1)!;

  it("marks a case whose floor at the largest k is within the base's interval, and no other", () => {
    const rateOf = (floor: number): number => 1 - (1 - floor) ** (1 / k);
    expect(withLuck(one!, {coverage, guessRates: rates(rateOf(low - 0.01))})).toEqual(one);
    expect(withLuck(one!, {coverage, guessRates: rates(rateOf(low + 0.01))}).luck).toEqual({
      k,
      floor: expect.closeTo(low + 0.01, 12) as number
    });
  });

  it("goes by the base's answers to other problems where no exact rate is known", () => {
    const estimate = {estimate: 0.1, low: 0.1, high: 0.1};
    const guesses = [
      {
        ...{benchmark: "a", policy: "base", problems: 10, n: 64, floor: low + 0.01},
        ...{others: estimate, own: estimate, difference: {...estimate, p: 1}}
      }
    ];
    expect(withLuck(one!, {coverage, guesses}).luck).toEqual({k: 64, floor: low + 0.01});
    expect(withLuck(one!, {coverage, guesses: [{...guesses[0]!, policy: "other"}]})).toEqual(one);
    expect(withLuck(one!, {coverage, guesses, guessRates: rates(0)})).toEqual(one);
  });

  it("says nothing without rates of the benchmark, or without its curve", () => {
    expect(withLuck(one!, {coverage})).toEqual(one);
    expect(withLuck(one!, {coverage: {}, guessRates: rates(1)})).toEqual(one);
  });

  it("changes no verdict of a claim", () => {
    const [plain, lucky] = [undefined, rates(0.9)].map((guessRates) =>
      claims({...noTables, coverage, ...(guessRates && {guessRates})})
    );
    expect(lucky!.map(({verdict}) => verdict)).toEqual(plain!.map(({verdict}) => verdict));
    expect(lucky![0]!.cases[0]!.luck).toBeDefined();
    expect(plain![0]!.cases[0]!.luck).toBeUndefined();
  });
});
