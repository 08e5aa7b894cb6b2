import {describe, expect, it} from "vitest";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import {pairedShareDifference} from "../../../src/metrics/sets/paired-share-difference.js";
import {random} from "../../../src/random/random.js";

const first = (count: number, of: number): boolean[] => Array.from({length: of}, (_, i) => i < count);

describe("pairedShareDifference", () => {
  it("is the difference of the shares, within its interval", () => {
    const {estimate, low, high} = pairedShareDifference(first(6, 20), first(0, 20));
    expect(estimate).toBe(-0.3);
    expect(low).toBeLessThan(-0.3);
    expect(high).toBeGreaterThan(-0.3);
    expect(high).toBeLessThan(0);
  });

  it("knows little where nothing differs, the less the fewer problems there are", () => {
    const width = (problems: number): number => {
      const has = first(problems / 2, problems);
      const {estimate, low, high} = pairedShareDifference(has, has);
      expect(estimate).toBe(0);
      return high - low;
    };
    expect(width(20)).toBeGreaterThan(0.2);
    expect(width(200)).toBeLessThan(0.05);
    expect(width(200)).toBeGreaterThan(0.01);
  });

  it("is coverage at k = n with the other sign for the problems never solved", () => {
    const base = [3, 0, 1, 2, 0, 4, 1, 0, 2, 2, 1, 4].map((c) => ({n: 4, c}));
    const rl = [4, 0, 0, 4, 0, 4, 0, 0, 3, 0, 4, 4].map((c) => ({n: 4, c}));
    const never = (counts: typeof base) => counts.map(({c}) => c === 0);
    const band = differenceBand(pairedBootstrap(passAtKTable([base, rl], [1, 4]), {seed: 1}), 1, 0);
    const share = pairedShareDifference(never(base), never(rl));
    expect(share.estimate).toBeCloseTo(-band.estimate[1]!, 14);
    expect([share.low, share.high].map((end) => -end)[0]).toBeCloseTo(band.high[1]!, 12);
    expect(-share.high).toBeCloseTo(band.low[1]!, 12);
  });

  // Chances that a problem has the property under A alone and under B alone; the interval before covered 40 to 46 % of those with 0.
  it.each([
    [120, 0, 0.55],
    [120, 0, 0.25],
    [120, 0.02, 0.25],
    [120, 0.02, 0.16],
    [120, 0, 0.067],
    [120, 0.1, 0.3],
    [30, 0, 0.2],
    [30, 0.1, 0.1]
  ])(
    "holds the truth in at least 93 of 100 samples of %i problems, %f under A alone and %f under B alone",
    (problems, onlyA, onlyB) => {
      const stream = random(`pairs ${problems} ${onlyA} ${onlyB}`);
      const samples = 1500;
      let held = 0;
      for (let sample = 0; sample < samples; sample++) {
        const draws = Array.from({length: problems}, () => stream.uniform());
        const both = (draw: number): boolean => draw > 0.8;
        const {low, high} = pairedShareDifference(
          draws.map((draw) => draw < onlyA || both(draw)),
          draws.map((draw) => (draw >= onlyA && draw < onlyA + onlyB) || both(draw))
        );
        if (low <= onlyB - onlyA && onlyB - onlyA <= high) held++;
      }
      expect(held / samples).toBeGreaterThan(0.93);
    }
  );

  it("throws for lists of different length", () => {
    expect(() => pairedShareDifference([true], [])).toThrow("1 problems under A, 0 under B");
  });
});
