import {describe, expect, it} from "vitest";
import type {AtlasRow} from "../../../src/metrics/atlas/atlas-row.js";
import {
  atlasBudgets,
  fullestBudget,
  reportEffects,
  summaryAt
} from "../../../src/metrics/atlas/report-effects.js";
import {criticalValue} from "../../../src/metrics/statistics/score-interval.js";

const z = criticalValue(0.95);

/** A row whose difference has this standard error at each budget; none without it. */
function row(
  report: string,
  at: Record<number, [number, number | null]>,
  baseModel: string | null = null
): AtlasRow {
  const points = Object.entries(at).map(([k, [difference, error]]) => ({
    ...{k: Number(k), base: 0.5, trained: 0.5 + difference, difference},
    low: error === null ? null : difference - z * error,
    high: error === null ? null : difference + z * error,
    p: error === null ? null : 0.5
  }));
  return {
    ...{report, domain: "math", benchmark: "sums", base: "Base", baseModel, trained: "GRPO", role: "rl"},
    ...{source: "measured", verifier: null, problems: null, n: null, level: 0.95, points, crossing: null}
  };
}

describe("reportEffects", () => {
  it("is one effect a report: the mean of its rows, as uncertain as they are", () => {
    const effects = reportEffects(
      [row("a", {1: [0.1, 0.02]}), row("b", {1: [0.4, 0.05]}), row("a", {1: [0.3, 0.04]})],
      1
    );
    expect(effects.map(({reports, rows}) => [reports, rows])).toEqual([
      [["b"], 1],
      [["a"], 2]
    ]);
    expect(effects[1]!.estimate).toBeCloseTo(0.2, 12);
    expect(effects[1]!.standardError).toBeCloseTo(0.03, 12);
  });

  it("takes reports of one base model for one, through others too", () => {
    const rows = [
      row("a", {1: [0.1, 0.02]}, "x"),
      row("b", {1: [0.2, 0.02]}, "y"),
      row("c", {1: [0.3, 0.02]}, "x"),
      row("c", {1: [0.4, 0.02]}, "y"),
      row("d", {1: [0.5, 0.02]})
    ];
    const effects = reportEffects(rows, 1);
    expect(effects.map(({reports}) => [...reports].sort())).toEqual([["a", "b", "c"], ["d"]]);
    expect(effects[0]!.estimate).toBeCloseTo(0.25, 12);
  });

  it("leaves out what has no interval or not that budget", () => {
    expect(reportEffects([row("paper", {1: [0.1, null]}), row("a", {2: [0.1, 0.02]})], 1)).toEqual([]);
  });
});

describe("summaryAt", () => {
  it("pools reports and stays within what differences of shares can be", () => {
    const rows = [row("a", {1: [-0.5, 0.02]}), row("b", {1: [0.3, 0.02]}), row("c", {1: [0.8, 0.02]})];
    // Two degrees of freedom for the mean, one for another report: ± 4.3 · 0.38, and 12.7 times more than that.
    expect(summaryAt(rows, 1, 0.95)).toMatchObject({
      effects: 3,
      low: -1,
      high: 1,
      prediction: {low: -1, high: 1}
    });
    expect(summaryAt(rows, 1, 0.95)!.estimate).toBeCloseTo(0.2, 2);
  });

  it("sums up neither one report nor two, whose interval would hold everything", () => {
    const rows = [row("a", {1: [0.1, 0.02]}), row("b", {1: [0.5, 0.02]})];
    expect(summaryAt(rows, 1, 0.95)).toBeNull();
    expect(summaryAt(rows.slice(1), 1, 0.95)).toBeNull();
  });
});

describe("fullestBudget", () => {
  it("is the largest at which most effects stand", () => {
    const rows = [
      row("a", {1: [0, 0.1], 4: [0, 0.1], 8: [0, 0.1]}),
      row("b", {1: [0, 0.1], 4: [0, 0.1]}),
      row("paper", {1: [0, null], 256: [0, null]})
    ];
    expect(atlasBudgets(rows)).toEqual([1, 4, 8, 256]);
    expect(fullestBudget(rows)).toBe(4);
    expect(fullestBudget([])).toBe(1);
  });

  it("is the largest of all where none has an interval", () => {
    expect(fullestBudget([row("paper", {1: [0, null], 256: [0, null]})])).toBe(256);
  });
});
