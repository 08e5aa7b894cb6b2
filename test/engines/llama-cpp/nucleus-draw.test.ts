import {describe, expect, it} from "vitest";
import {drawFromNucleus} from "../../../loaders/engines/llama-cpp/nucleus-draw.js";

/** Logits of the probabilities 0.5, 0.3 and 0.2, in another order than that of the tokens. */
const logits = new Map([
  [7, Math.log(0.3) + 5],
  [2, Math.log(0.5) + 5],
  [9, Math.log(0.2) + 5]
]);

const draw = (temperature: number, topP: number, uniform: number) =>
  drawFromNucleus(logits, {temperature, topP}, uniform);

describe("drawFromNucleus", () => {
  it("takes the token where the running sum of the likeliest passes the number", () => {
    const cases: [number, number][] = [
      [0, 2],
      [0.499, 2],
      [0.501, 7],
      [0.799, 7],
      [0.801, 9],
      [1 - 2 ** -32, 9]
    ];
    for (const [uniform, token] of cases) expect(draw(1, 1, uniform).token).toBe(token);
  });

  it("gives the log-probability at temperature 1 and the entropy of what it draws from", () => {
    const {logprob, entropy} = draw(1, 1, 0.6);
    expect(logprob).toBeCloseTo(Math.log(0.3), 12);
    expect(entropy).toBeCloseTo(-0.5 * Math.log(0.5) - 0.3 * Math.log(0.3) - 0.2 * Math.log(0.2), 12);
    // 0.5, 0.3 and 0.2 squared are 25, 9 and 4 of 38.
    const cold = draw(0.5, 1, 0.7);
    expect(cold.token).toBe(7);
    expect(cold.logprob).toBeCloseTo(Math.log(0.3), 12);
    expect(cold.entropy).toBeCloseTo(
      -[25, 9, 4].reduce((sum, weight) => sum + (weight / 38) * Math.log(weight / 38), 0),
      12
    );
  });

  it("cuts to top-p after the temperature", () => {
    // At temperature 1 half of the mass needs one token, at 2 (.416, .322, .263) it needs two.
    expect(draw(1, 0.45, 0.999).token).toBe(2);
    expect(draw(2, 0.45, 0.999).token).toBe(7);
    expect(draw(1, 0.45, 0.999).entropy).toBeCloseTo(0, 12);
  });

  it("takes the likeliest at temperature 0, of equal ones the first in the vocabulary", () => {
    expect(draw(0, 1, 0.999)).toMatchObject({token: 2, entropy: 0});
    const equal = new Map([
      [5, 1],
      [3, 1]
    ]);
    expect(drawFromNucleus(equal, {temperature: 0, topP: 1}, 0.9).token).toBe(3);
  });
});
