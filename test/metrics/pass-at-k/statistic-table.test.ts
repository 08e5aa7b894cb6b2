import {describe, expect, it} from "vitest";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {statisticTable} from "../../../src/metrics/pass-at-k/statistic-table.js";

const a = [
  {n: 4, c: 1},
  {n: 4, c: 3}
];
const b = [
  {n: 2, c: 2},
  {n: 4, c: 0}
];

describe("statisticTable", () => {
  it("lays pass@k out as passAtKTable does", () => {
    expect(statisticTable([a, b], [1, 2, 4], ({n, c}, k) => passAtK(n, c, k))).toEqual(
      passAtKTable([a, b], [1, 2, 4])
    );
  });

  it("takes any statistic of a problem's counts", () => {
    const {values} = statisticTable([a], [0.2, 0.5], ({n, c}, tau) => (c / n >= tau ? 1 : 0));
    expect([...values]).toEqual([1, 1, 0, 1]);
  });

  it("throws when the policies have different numbers of problems", () => {
    expect(() => statisticTable([a, b.slice(1)], [1], () => 0)).toThrow("policies have 2, 1 problems");
  });
});
