import {describe, expect, it} from "vitest";
import {cheapestPlan, planRows, type PlanRow} from "../../../src/metrics/planning/study-plan.js";

const cell = (problems: number, completions: number, difference: number | null, crossing: number) => ({
  ...{problems, completions, difference, crossing},
  crossingWidth: problems > 50 ? 4 : Infinity
});

const cells = [
  cell(30, 64, 0.3, 0.1),
  cell(30, 256, 0.5, 0.3),
  cell(120, 64, 0.85, 0.6),
  cell(120, 256, 0.9, 0.7)
];

describe("planRows", () => {
  it("counts the tokens of both policies, and hours where a speed is known", () => {
    const rows = planRows(cells, {base: 100, rl: 300, are: "measured", perSecond: 1000});
    expect(rows[1]).toEqual({...cells[1], crossingWidth: null, tokens: 30 * 256 * 400, hours: 3072 / 3600});
    expect(rows[2]!.crossingWidth).toBe(4);
    expect(planRows(cells, {base: 1, rl: 1, are: "limit", perSecond: null})[0]!.hours).toBeNull();
  });
});

describe("cheapestPlan", () => {
  const rows: PlanRow[] = planRows(cells, {base: 100, rl: 100, are: "measured", perSecond: null});

  it("is the row of fewest tokens that reaches the power", () => {
    const {within, anyhow} = cheapestPlan(rows, {goal: "difference", power: 0.8, available: null});
    expect([within, anyhow]).toEqual([rows[2], rows[2]]);
    expect(cheapestPlan(rows, {goal: "difference", power: 0.5, available: null}).within).toEqual(rows[2]);
  });

  it("says apart what the benchmark's problems allow, and what it would take", () => {
    expect(cheapestPlan(rows, {goal: "crossing", power: 0.6, available: 100})).toEqual({
      within: null,
      anyhow: rows[2],
      best: rows[1]
    });
  });

  it("is none where no row reaches it, or none has the difference", () => {
    const none = {within: null, anyhow: null, best: rows[3]};
    expect(cheapestPlan(rows, {goal: "difference", power: 0.95, available: null})).toEqual(none);
    const without = rows.map((row) => ({...row, difference: null}));
    expect(cheapestPlan(without, {goal: "difference", power: 0.1, available: null}).best).toBeNull();
  });
});
