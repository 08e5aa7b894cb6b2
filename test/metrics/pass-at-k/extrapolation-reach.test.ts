import {describe, expect, it} from "vitest";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {extrapolationCheck} from "../../../src/metrics/pass-at-k/extrapolation-check.js";
import {CLOSE, extrapolationReach} from "../../../src/metrics/pass-at-k/extrapolation-reach.js";
import {createRandom} from "../../../src/random/keyed-random.js";

/** Counts of 340 completions: of a share of the problems none is ever right, the rates of the others are powers of uniforms. */
function simulate(problems: number, never: number, power: number): Counts[] {
  const random = createRandom("reach", `${never} ${power}`);
  return Array.from({length: problems}, () => {
    const p = random.uniform() < never ? 0 : random.uniform() ** power;
    let c = 0;
    for (let i = 0; i < 340; i++) if (random.uniform() < p) c++;
    return {n: 340, c};
  });
}

const options = {seed: 1, repetitions: 6};

describe("extrapolationReach", () => {
  it("takes the model with a share that is never solved where there is one, and goes farther with it", () => {
    const problems = simulate(400, 0.4, 1.2);
    const reach = extrapolationReach(problems, options)!;
    expect(reach).toMatchObject({model: "zero-inflated", factor: 16});
    const beta = extrapolationCheck(problems, {...options, share: 1 / 17});
    expect(Math.abs(beta.predicted - beta.measured)).toBeGreaterThan(CLOSE);
  });

  it("goes as far as it tries where the model is right, by the check that it names", () => {
    const {factor, check} = extrapolationReach(simulate(3000, 0, 3), options)!;
    expect(factor).toBe(16);
    expect(check).toMatchObject({fitted: 20, k: 320});
    expect(Math.abs(check.predicted - check.measured)).toBeLessThanOrEqual(CLOSE);
  });

  it("goes nowhere where no model predicts even twice as far, or nothing can be fitted", () => {
    // Two kinds of problems, one of which is first solved after some hundred tries: no beta distribution is like that.
    const hard = Array.from({length: 200}, (_, i): Counts => ({n: 340, c: i % 2 === 0 ? 340 : 2}));
    const reach = extrapolationReach(hard, options);
    expect(reach === null || reach.factor < 16).toBe(true);
    expect(extrapolationReach([{n: 2, c: 1}], options)).toBeNull();
    expect(extrapolationReach([], options)).toBeNull();
  });
});
