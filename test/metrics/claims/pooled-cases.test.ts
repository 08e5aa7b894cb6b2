import {describe, expect, it} from "vitest";
import {pooledCases} from "../../../src/metrics/claims/pooled-cases.js";
import type {Test, TestedCase} from "../../../src/metrics/claims/verdict.js";
import {criticalValue} from "../../../src/metrics/statistics/score-interval.js";
import {wholeStudentQuantile} from "../../../src/metrics/statistics/whole-student-quantile.js";

const z = criticalValue(0.95);

/** A case whose effect has this standard error. */
function effectCase(benchmark: string, estimate: number, error: number, ...others: Test[]): TestedCase {
  const effect = {estimate, low: estimate - z * error, high: estimate + z * error};
  return {
    experiment: "math",
    benchmark,
    policies: [],
    numbers: [],
    tests: [
      {
        evidence: "open",
        p: 0.5,
        effect: {...effect, expected: "below", value: 0, quantity: "at 4", unit: "points"}
      },
      ...others
    ]
  };
}

describe("pooledCases", () => {
  it("is the mean of sets with Student's interval where they differ no more than chance, by hand", () => {
    const [summary] = pooledCases([
      effectCase("a", -0.1, 0.02),
      effectCase("b", -0.12, 0.02),
      effectCase("c", -0.14, 0.02),
      effectCase("c", -0.1, 0.02)
    ]);
    // Cases on c are one effect: -0.12. Weights are equal, and the factor is 1.
    expect(summary).toMatchObject({effects: 3, cases: 4, tauSquared: 0, evidence: "for", quantity: "at 4"});
    expect(summary!.estimate).toBeCloseTo(-0.34 / 3, 12);
    const reach = wholeStudentQuantile(0.95, 2) * (0.02 / Math.sqrt(3));
    expect(summary!.high).toBeCloseTo(-0.34 / 3 + reach, 12);
    expect(summary!.low).toBeCloseTo(-0.34 / 3 - reach, 12);
  });

  it("is open where sets differ, and against where the mean lies on the other side", () => {
    const evidence = (...estimates: number[]) =>
      pooledCases(estimates.map((one, i) => effectCase(String(i), one, 0.01)))[0]!.evidence;
    expect(evidence(-0.5, -0.1, 0.1)).toBe("open");
    expect(evidence(0.2, 0.21, 0.19)).toBe("against");
  });

  it("has no mean over fewer than three sets, over quantities without effects, or over what may be luck", () => {
    const all = ["a", "b", "c"].map((id) => effectCase(id, -0.1, 0.01));
    expect(pooledCases(all)).toHaveLength(1);
    expect(pooledCases([...all.slice(1), all[1]!])).toEqual([]);
    expect(pooledCases([...all.slice(1), effectCase("a", -0.1, 0.01, {evidence: "open", p: null})])).toEqual(
      []
    );
    expect(
      pooledCases([...all.slice(1), effectCase("a", -0.1, 0.01, {evidence: "for", p: null})])
    ).toHaveLength(1);
    expect(pooledCases([...all.slice(1), effectCase("a", 0, 0)])).toEqual([]);
  });

  it("leaves out a quantity that nothing could have shown, and keeps the case's others", () => {
    const other = (benchmark: string, effect: null | undefined) =>
      effectCase(benchmark, -0.1, 0.01, {
        ...effectCase(benchmark, 0.2, 0.01).tests[0]!,
        ...(effect === null
          ? {effect}
          : {effect: {...effectCase(benchmark, 0.2, 0.01).tests[0]!.effect!, quantity: "at 1"}})
      });
    const found = pooledCases([
      other("a", undefined),
      other("b", undefined),
      other("c", undefined),
      other("d", null)
    ]);
    expect(found.map(({quantity, effects}) => [quantity, effects])).toEqual([
      ["at 4", 4],
      ["at 1", 3]
    ]);
  });

  it("leaves out what can only contradict", () => {
    const extra: Test = {...effectCase("x", 0.5, 0.01).tests[0]!, isNeeded: false};
    expect(pooledCases(["a", "b", "c"].map((id) => effectCase(id, -0.1, 0.01, extra)))).toHaveLength(1);
  });
});
