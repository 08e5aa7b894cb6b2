import {describe, expect, it} from "vitest";
import {intervalCoverage} from "../../../loaders/tables/report/interval-coverage.js";

const {quantities, samples, level} = await intervalCoverage();

describe("the measured coverage of the intervals", () => {
  it("has every quantity, the closed share and the algorithms' ranges among them, on held-out populations too", () => {
    const names = quantities.map(({name}) => name);
    for (const name of [
      "pass@1",
      "k*",
      "entropy of answers",
      "share of the gap closed",
      "range of methods at k = n",
      "agreement of two readers",
      "change of what is kept with a doubling of the size"
    ])
      expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
    for (const {name, cells} of quantities)
      expect([name, cells.some(({heldOut}) => heldOut)]).toEqual([name, true]);
    expect(samples).toBeGreaterThanOrEqual(1000);
  });

  it.each(quantities.map(({name, cells}) => [name, cells] as const))(
    "%s: no cell lies below 93%",
    (_, cells) => {
      expect(level).toBe(0.95);
      for (const {held, of} of cells) expect(held / of).toBeGreaterThanOrEqual(0.93);
    }
  );
});
