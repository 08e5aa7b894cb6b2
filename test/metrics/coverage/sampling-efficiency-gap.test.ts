import {expect, it} from "vitest";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {samplingEfficiencyGap} from "../../../src/metrics/coverage/sampling-efficiency-gap.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";

const base = [
  {n: 4, c: 1},
  {n: 4, c: 2},
  {n: 4, c: 0},
  {n: 4, c: 4}
];
const rl = [
  {n: 4, c: 4},
  {n: 4, c: 4},
  {n: 4, c: 0},
  {n: 4, c: 4}
];
const bootstrap = pairedBootstrap(passAtKTable([base, rl], [1, 4]), {seed: 1, replicates: 400});

it("samplingEfficiencyGap is the base's pass@k minus RL's pass@1, with a paired interval", () => {
  // Every problem the base solves in 4 tries, RL solves in 1: no gap here, and four problems say little of others.
  const none = samplingEfficiencyGap(bootstrap, 0, 1, 4);
  expect(none.estimate).toBe(0);
  expect(none.low).toBeLessThan(-0.3);
  expect(none.high).toBeGreaterThan(0.3);
  expect(samplingEfficiencyGap(bootstrap, 0, 1, 4, {method: "percentile"})).toEqual({
    estimate: 0,
    low: 0,
    high: 0
  });
  const own = samplingEfficiencyGap(bootstrap, 0, 0, 4, {method: "bca"});
  expect(own.estimate).toBeCloseTo(0.75 - 7 / 16, 14);
  expect(own.low).toBeLessThan(own.estimate);
  expect(own.high).toBeGreaterThan(own.estimate);
});

it("samplingEfficiencyGap needs k = 1 and k in the table", () => {
  expect(() => samplingEfficiencyGap(bootstrap, 0, 1, 2)).toThrow(
    "k = 2 is not among the tabulated ks: 1, 4"
  );
});
