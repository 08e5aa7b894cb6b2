import {describe, expect, it} from "vitest";
import type {ClaimCase, ClaimId, ClaimTables} from "../../../src/metrics/claims/claim.js";
import {claims} from "../../../src/metrics/claims/claims.js";
import {above, below, caseVerdict, verdictOf} from "../../../src/metrics/claims/verdict.js";
import {counts, differences, noTables, times, type Difference} from "./example-tables.js";

function claim(id: ClaimId, tables: Partial<ClaimTables>) {
  return claims({...noTables, ...tables}).find((one) => one.id === id)!;
}

const up: Difference = [1, 5, 9];
const down: Difference = [-9, -5, -1];
const unsure: Difference = [-4, 1, 6];

describe("claims", () => {
  it("are eight, and have no data in an empty study", () => {
    const all = claims(noTables);
    expect(all.map(({id}) => id)).toEqual([
      "crossing",
      "sharpening",
      "subset",
      "perplexity",
      "distillation",
      "algorithms",
      "steps",
      "entropy"
    ]);
    expect(new Set(all.map(({verdict}) => verdict))).toEqual(new Set(["no data"]));
  });
});

describe("the claim that the curves cross", () => {
  const verdicts = (a: Difference[], b: Difference[]) => {
    const {verdict, cases} = claim("crossing", {coverage: {math: differences("grpo", {a, b})}});
    return [verdict, ...cases.map((one) => one.verdict)];
  };

  it("is supported where RL wins at k = 1 and the base at the largest k", () => {
    expect(verdicts([up, unsure, down], [up, up, down])).toEqual(["supported", "supported", "supported"]);
  });

  it("is not supported where RL stays ahead", () => {
    expect(verdicts([up, up, up], [up, up, up])[0]).toBe("not supported");
  });

  it("is undecided where an interval holds zero, and where the benchmarks disagree", () => {
    expect(verdicts([up, unsure], [unsure, down])).toEqual(["undecided", "undecided", "undecided"]);
    expect(verdicts([up, down], [up, up])).toEqual(["undecided", "supported", "not supported"]);
  });

  it("gives the differences at both ends and k* with the number of problems", () => {
    const {cases} = claim("crossing", {coverage: {math: differences("grpo", {a: [up, unsure, down]})}});
    expect(cases[0]!.numbers).toEqual([
      {quantity: "difference at k = 1", unit: "points", estimate: 0.05, low: 0.01, high: 0.09, n: 50},
      {quantity: "difference at k = 4", unit: "points", estimate: -0.05, low: -0.09, high: -0.01, n: 50},
      {quantity: "k*", unit: "k", estimate: 2.5, low: 1.5, high: null, n: 50}
    ]);
  });

  it("leaves distilled policies out", () => {
    expect(claim("crossing", {coverage: {math: differences("taught", {a: [up, down]})}}).verdict).toBe(
      "no data"
    );
  });
});

describe("the claim that accuracies move to both ends", () => {
  const verdict = (base: number[], grpo: number[]) =>
    claim("sharpening", {counts: counts(base, grpo)}).verdict;
  const middle = times(20, 5);

  it("is supported where both ends grow", () => {
    expect(verdict(middle, [...times(10, 10), ...times(10, 0)])).toBe("supported");
  });

  it("is not supported where one end shrinks", () => {
    expect(verdict(times(20, 0), times(20, 5))).toBe("not supported");
  });

  it("is decided by McNemar's exact test: six problems that all moved one way are enough, five are not", () => {
    const moved = (count: number) => [...times(10, 10), ...times(count, 0), ...times(10 - count, 5)];
    expect(verdict(middle, moved(6))).toBe("supported");
    expect(verdict(middle, moved(5))).toBe("undecided");
  });

  it("is undecided where too few problems move", () => {
    expect(verdict(middle, [...times(10, 10), ...times(2, 0), ...times(8, 5)])).toBe("undecided");
  });
});

describe("the claim that the solvable set is nearly a subset", () => {
  const verdict = (base: number[], grpo: number[]) => claim("subset", {counts: counts(base, grpo)}).verdict;

  it("is supported where the interval of discovery lies below a tenth", () => {
    expect(verdict(times(60, 1), times(60, 1))).toBe("supported");
  });

  it("is not supported where it lies above", () => {
    expect(verdict([...times(30, 1), ...times(30, 0)], times(60, 1))).toBe("not supported");
  });

  it("is undecided where few problems are solved, and has no data where none is", () => {
    expect(verdict(times(10, 1), times(10, 1))).toBe("undecided");
    expect(verdict(times(10, 1), times(10, 0))).toBe("no data");
  });
});

describe("the claim about perplexity", () => {
  const verdict = (low: number, high: number) => {
    const estimate = (value: number) => ({estimate: value, low: value, high: value});
    const shift = {
      problems: 9,
      baseMedian: estimate(1.5),
      policyMedian: estimate(1.2),
      shareBelow: {estimate: (low + high) / 2, low, high}
    };
    const pairs = [{benchmark: "a", base: "base", rl: "grpo", n: 8, conditions: [], shift}];
    return claim("perplexity", {
      perplexity: {level: 0.95, replicates: 100, seed: 1, bins: {high: 2, count: 4}, pairs}
    }).verdict;
  };

  it("is decided by whether more than half of the completions lie below the base's median", () => {
    expect([verdict(0.6, 0.8), verdict(0.4, 0.6), verdict(0.1, 0.3)]).toEqual([
      "supported",
      "undecided",
      "not supported"
    ]);
  });
});

describe("the claim about distillation", () => {
  const verdict = (...rows: Difference[]) =>
    claim("distillation", {coverage: {distillation: differences("taught", {a: rows})}}).verdict;

  it("is supported above zero at both ends, and not supported below zero anywhere", () => {
    expect(verdict(up, unsure, up)).toBe("supported");
    expect(verdict(up, down, up)).toBe("not supported");
    expect(verdict(up, up, unsure)).toBe("undecided");
  });

  it("says nothing of RL policies", () => {
    expect(claim("distillation", {coverage: {distillation: differences("grpo", {a: [up]})}}).verdict).toBe(
      "no data"
    );
  });
});

describe("the claims about algorithms and steps", () => {
  const estimate = ([low, value, high]: Difference) => ({
    estimate: value / 100,
    low: low / 100,
    high: high / 100
  });
  const ends = (
    policies: {policy: string; gap: Difference | null; atOne?: Difference; atMost?: Difference}[]
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
        alike: null,
        policies: policies.map(({policy, gap, atOne, atMost}) => ({
          policy,
          pass: {atOne: estimate(up), atMost: estimate(up)},
          gap: gap && estimate(gap),
          difference: atOne && atMost ? {atOne: estimate(atOne), atMost: estimate(atMost)} : null,
          retention: null
        }))
      }
    ]
  });
  const algorithms = (...gaps: Difference[]) =>
    claim("algorithms", {
      algorithms: ends([
        {policy: "base", gap: [40, 45, 50]},
        ...gaps.map((gap, i) => ({policy: ["grpo", "rloo"][i]!, gap}))
      ])
    });

  it("compare each gap with what the choice of algorithm changes", () => {
    expect(algorithms([35, 40, 45], [37, 42, 47]).verdict).toBe("supported");
    expect(algorithms([1, 3, 5], [37, 42, 47]).verdict).toBe("not supported");
    expect(algorithms([0, 10, 20], [10, 20, 30]).verdict).toBe("undecided");
    expect(algorithms([35, 40, 45]).verdict).toBe("no data");
    const {numbers} = algorithms([35, 40, 45], [37, 42, 47]).cases[0]!;
    expect(numbers.map(({quantity}) => quantity)).toEqual([
      "gap of grpo",
      "gap of rloo",
      "spread of the gaps"
    ]);
    expect(numbers.at(-1)!.estimate).toBeCloseTo(0.02);
  });

  const steps = (atOne: Difference, atMost: Difference) =>
    claim("steps", {
      steps: ends([
        {policy: "grpo", gap: null},
        {policy: "rloo", gap: null, atOne, atMost}
      ])
    }).verdict;

  it("compare the last checkpoint with the first", () => {
    expect([steps(up, down), steps(up, unsure), steps(up, up)]).toEqual([
      "supported",
      "undecided",
      "not supported"
    ]);
    expect(claim("steps", {steps: ends([{policy: "grpo", gap: null}])}).verdict).toBe("no data");
  });
});

describe("the claim about entropy", () => {
  const verdict = (rl: string, last: Difference) =>
    claim("entropy", {coverage: {"entropy-match": differences(rl, {a: [up, last]})}}).verdict;

  it("looks at the largest k of the policy with another temperature alone", () => {
    expect([verdict("grpo-hot", down), verdict("grpo-hot", unsure), verdict("grpo-hot", up)]).toEqual([
      "supported",
      "undecided",
      "not supported"
    ]);
    expect(verdict("grpo", down)).toBe("no data");
  });
});

describe("verdicts", () => {
  it("of a quantity are open while its interval holds the value", () => {
    expect([above({low: 1, high: 2}), above({low: -1, high: 2}), above({low: -2, high: -1})]).toEqual([
      "for",
      "open",
      "against"
    ]);
    expect([below({low: 0.1, high: 0.2}, 0.3), below({low: 0.1, high: 0.4}, 0.3)]).toEqual(["for", "open"]);
    expect(above({low: NaN, high: NaN})).toBe("open");
  });

  it("of a case follow the worst evidence", () => {
    expect([
      caseVerdict(["for", "for"]),
      caseVerdict(["for", "open"]),
      caseVerdict(["open", "against"])
    ]).toEqual(["supported", "undecided", "not supported"]);
  });

  it("of a claim need more than half of the cases, and no contradiction to support it", () => {
    const cases = (...verdicts: ClaimCase["verdict"][]): ClaimCase[] =>
      verdicts.map((verdict) => ({experiment: "math", benchmark: "a", policies: [], verdict, numbers: []}));
    expect(verdictOf(cases("supported", "supported", "undecided"))).toBe("supported");
    expect(verdictOf(cases("supported", "undecided"))).toBe("undecided");
    expect(verdictOf(cases("supported", "supported", "supported", "not supported"))).toBe("undecided");
    expect(verdictOf(cases("not supported", "not supported", "supported"))).toBe("not supported");
  });
});
