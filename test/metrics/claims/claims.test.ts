import {describe, expect, it} from "vitest";
import {claims} from "../../../src/metrics/claims/claims.js";
import {claim, counts, differences, noTables, times, type Difference} from "./example-tables.js";

const up: Difference = [3, 5, 7];
const down: Difference = [-7, -5, -3];
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

  it("says nothing of one completion a problem, where k = 1 is the largest k too", () => {
    expect(verdicts([up], [down])).toEqual(["no data"]);
    expect(verdicts([up], [up, down])).toEqual(["supported", "supported"]);
  });

  it("gives the differences at both ends and k* with the number of problems", () => {
    const {cases} = claim("crossing", {coverage: {math: differences("grpo", {a: [up, unsure, down]})}});
    expect(cases[0]!.numbers).toEqual([
      {quantity: "difference at k = 1", unit: "points", estimate: 0.05, low: 0.03, high: 0.07, n: 50},
      {quantity: "difference at k = 4", unit: "points", estimate: -0.05, low: -0.07, high: -0.03, n: 50},
      {quantity: "k*", unit: "k", estimate: 2.5, low: 1.5, high: null, n: 50}
    ]);
  });

  it("counts an interval off zero only where it holds among so many", () => {
    // p = 0.014 by itself: enough for one pair, not for eight.
    const weak: Difference = [1, 5, 9];
    const benchmarks = (count: number) =>
      Object.fromEntries(Array.from({length: count}, (_, i) => [`b${i}`, [weak, down]]));
    const cases = (count: number) =>
      claim("crossing", {coverage: {math: differences("grpo", benchmarks(count))}}).cases;
    expect(cases(1).map(({verdict}) => verdict)).toEqual(["supported"]);
    expect(new Set(cases(8).map(({verdict}) => verdict))).toEqual(new Set(["undecided"]));
  });

  it("is undecided where the policy that should be behind leaves too little to be ahead by", () => {
    const at = (base: number) =>
      claim("crossing", {coverage: {math: differences("grpo", {a: [up, up]}, base)}}).verdict;
    // At the largest k RL should be behind: with 91% solved it cannot be by ten points.
    expect([at(0.5), at(0.84), at(0.86)]).toEqual(["not supported", "not supported", "undecided"]);
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

  it("corrects McNemar's exact test for both ends and all benchmarks", () => {
    const ends = [...times(6, 10), ...times(6, 0)];
    const [one] = counts(times(12, 5), ends);
    const several = (count: number) =>
      claim("sharpening", {
        study: {
          ...noTables.study,
          experiments: noTables.study.experiments.map((each) => ({
            ...each,
            benchmarks: Array.from({length: count}, (_, i) => `b${i}`)
          }))
        },
        counts: Array.from({length: count}, (_, i) => ({...one!, benchmark: `b${i}`}))
      });
    // p = 0.031 at either end: too much for two tests.
    expect([several(1), several(2)].map(({verdict}) => verdict)).toEqual(["undecided", "undecided"]);
    // No case is shown by itself; together three sets are.
    expect(new Set(several(3).cases.map(({verdict}) => verdict))).toEqual(new Set(["undecided"]));
    expect(several(3)).toMatchObject({verdict: "supported", summary: [{effects: 3}, {effects: 3}]});
    const clear = counts(times(24, 5), [...times(12, 10), ...times(12, 0)]);
    expect(claim("sharpening", {counts: clear}).verdict).toBe("supported");
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
  const tested = (base: number[], grpo: number[]) => claim("subset", {counts: counts(base, grpo)});
  const verdict = (base: number[], grpo: number[]) => tested(base, grpo).verdict;

  it("is supported where RL solves few of the problems that the base did not", () => {
    expect(verdict([...times(20, 1), ...times(60, 0)], [...times(20, 1), ...times(60, 0)])).toBe("supported");
  });

  it("is not supported where RL solves many of them", () => {
    expect(verdict([...times(30, 1), ...times(30, 0)], times(60, 1))).toBe("not supported");
  });

  it("is undecided where the base leaves fewer than 20 unsolved, whatever RL does, and where its share may be either", () => {
    expect(verdict([...times(118, 1), ...times(2, 0)], [...times(118, 1), ...times(2, 0)])).toBe("undecided");
    expect(verdict([...times(41, 1), ...times(19, 0)], times(60, 1))).toBe("undecided");
    expect(verdict([...times(40, 1), ...times(20, 0)], times(60, 1))).toBe("not supported");
    expect(verdict([...times(20, 1), ...times(20, 0)], [...times(20, 1), ...times(20, 0)])).toBe("undecided");
  });

  it("gives the share of them with its exact interval, and what is new beside it", () => {
    const {numbers} = tested([...times(10, 1), ...times(50, 0)], [...times(15, 1), ...times(45, 0)])
      .cases[0]!;
    expect(numbers.map(({quantity, estimate}) => [quantity, estimate])).toEqual([
      ["solved of the 50 that the base did not solve", 0.1],
      ["new among the solved problems", 5 / 15]
    ]);
    // Clopper and Pearson for 5 of 50, from tables.
    expect(numbers[0]!.low).toBeCloseTo(0.0333, 4);
    expect(numbers[0]!.high).toBeCloseTo(0.2181, 4);
    expect(tested(times(10, 1), times(10, 1)).cases[0]!.numbers[0]!.estimate).toBeNull();
  });

  it("has no data where RL solves nothing", () => {
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
      shareBelow: {estimate: (low + high) / 2, low, high, p: low > 0.5 || high < 0.5 ? 0.001 : 0.5}
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

  it("is undecided near the ceiling: six problems behind a base at 98% contradict nothing", () => {
    const behind: Difference = [-9, -5, -1];
    const at = (base: number) =>
      claim("distillation", {coverage: {distillation: differences("taught", {a: [up, behind]}, base)}})
        .verdict;
    expect([at(0.5), at(0.98)]).toEqual(["not supported", "undecided"]);
  });

  it("says nothing of RL policies", () => {
    expect(claim("distillation", {coverage: {distillation: differences("grpo", {a: [up]})}}).verdict).toBe(
      "no data"
    );
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

  it("tells how much of the gap is closed", () => {
    const table = differences("grpo-hot", {a: [up, down]});
    const closed = {base: "base", from: "grpo", to: "grpo-hot", k: 2, estimate: 0.6, low: 0.4, high: 0.8};
    const benchmarks = table.benchmarks.map((one) => ({...one, closed: [closed]}));
    const {cases} = claim("entropy", {coverage: {"entropy-match": {...table, benchmarks}}});
    expect(cases[0]!.numbers.at(-1)).toEqual({
      quantity: "share of the gap closed",
      unit: "share",
      estimate: 0.6,
      low: 0.4,
      high: 0.8,
      n: 50
    });
  });
});
