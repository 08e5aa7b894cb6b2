import {describe, expect, it} from "vitest";
import {heldOut, heldRows} from "../../../bench/statistics/reading/held-out.js";

describe("intervals from chains read in order", () => {
  it("hold as often as they say with the fewest readings, without a judge, with a wrong one and with a near-perfect one", () => {
    const trials = 40;
    const population = heldOut.find(({name}) => name === "two kinds")!;
    for (const judge of ["none", "wrong where rare", "near-perfect"]) {
      const [fewest] = heldRows(population, judge, {trials, at: [40]});
      expect(fewest).toMatchObject({readings: 40, given: trials});
      // Of 40 trials at 95 %, fewer than 34 hold with a chance of 0.3 %.
      for (const count of fewest!.held) expect(count, judge).toBeGreaterThanOrEqual(34);
      for (const width of fewest!.width) expect(width).toBeLessThan(0.85);
    }
  }, 120_000);

  it("are narrower with a near-perfect judge than without one", () => {
    const population = heldOut.find(({name}) => name === "easy is guessed")!;
    const [none, perfect] = ["none", "near-perfect"].map(
      (judge) => heldRows(population, judge, {trials: 10, at: [80]})[0]!
    );
    for (const i of [0, 1]) expect(perfect!.width[i]!).toBeLessThan(none!.width[i]!);
  }, 120_000);
});
