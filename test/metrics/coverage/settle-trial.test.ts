import {describe, expect, it} from "vitest";
import {syntheticPair} from "../../../bench/settle/pairs.js";
import {trial, trueCrossing, truth} from "../../../bench/settle/trial.js";
import {isBounded} from "../../../src/metrics/coverage/settled.js";

const most = 256;
const aim = most / 2;
const options = {
  ...{rule: {successes: 4, first: 16}, raised: 4, from: 16},
  ...{problems: 100, level: 0.95, ratio: 2, most, aim, withUniform: true}
};
const trials = Array.from({length: 24}, (_, i) => trial(syntheticPair(i, null), `test ${i}`, options));

describe("adaptive sampling of synthetic pairs", () => {
  it("holds the true k* at all looks at once as often as it says", () => {
    const held = trials.filter(({rates, adaptive}) => {
      const own = truth(rates, {most, aim});
      return adaptive.looks.every(({here: {crossing, kMax}}) => {
        const value = trueCrossing(own, kMax);
        return crossing.low <= value * (1 + 1e-9) && value * (1 - 1e-9) <= crossing.high;
      });
    });
    // Of 24 at 95 %, fewer than 20 hold with a chance of 0.6 %.
    expect(held.length).toBeGreaterThanOrEqual(20);
  });

  it("is as narrow at the largest k as uniform rounds at the same level, with a part of the completions", () => {
    for (const {unraised, uniform} of trials.map(({beside}) => beside!)) {
      const width = ({looks}: typeof uniform): number => {
        const {low, high} = looks.at(-1)!.here.differences.at(-1) ?? {low: 0, high: 1};
        return high - low;
      };
      expect(width(unraised) / width(uniform)).toBeLessThan(1.05);
      expect(unraised.used.at(-1)!).toBeLessThan(0.9 * uniform.used.at(-1)!);
    }
  });

  it("draws no more than uniform rounds, and takes up problems that had stopped only after a look that bounds k*", () => {
    let raised = 0;
    for (const {adaptive, beside} of trials) {
      const {unraised} = beside!;
      const at = adaptive.looks.findIndex(({here}) => isBounded(here));
      const before = at < 0 ? unraised.used : unraised.used.slice(0, at + 1);
      expect(adaptive.used.slice(0, before.length)).toEqual(before);
      if (at >= 0 && adaptive.used.at(-1)! > unraised.used.at(-1)!) raised++;
      expect(adaptive.used.at(-1)!).toBeLessThanOrEqual(2 * 100 * most);
    }
    expect(raised).toBeGreaterThan(0);
  });
});
