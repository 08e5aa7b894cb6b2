import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {drawnEntropyBound} from "../../../loaders/engines/openai/protocol/drawn-entropy-bound.js";

/** Entropy of the nucleus at a temperature, from all probabilities, the likeliest first. */
function drawnEntropy(p: readonly number[], temperature: number, topP: number): number {
  const weights = p.map((each) => each ** (1 / temperature));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let mass = 0;
  const kept = weights.filter((weight, at) => {
    if (at > 0 && mass >= topP * whole) return false;
    mass += weight;
    return true;
  });
  return -kept.reduce((sum, weight) => sum + (weight / mass) * Math.log(weight / mass), 0);
}

describe("drawnEntropyBound", () => {
  it("is the entropy itself where all tokens are told", () => {
    const p = [0.5, 0.3, 0.2];
    for (const [temperature, topP] of [
      [1, 1],
      [0.6, 0.95],
      [2, 0.9]
    ] as const)
      expect(drawnEntropyBound(p.map(Math.log), 0, {temperature, topP})).toBeCloseTo(
        drawnEntropy(p, temperature, topP),
        9
      );
    expect(drawnEntropyBound([0], 0, {temperature: 1, topP: 1})).toBe(0);
    expect(drawnEntropyBound([-1, -1], 0, {temperature: 0, topP: 1})).toBe(0);
  });

  it("knows nothing from the drawn token alone: the others may be likelier", () => {
    const settings = {temperature: 1, topP: 1};
    expect(drawnEntropyBound([Math.log(0.01)], Math.log(0.01), settings)).toBeLessThanOrEqual(
      drawnEntropy([0.99, 0.01], 1, 1)
    );
  });

  it("never exceeds the entropy, whichever token was drawn and told beside the likeliest", () => {
    const weights = fc.array(fc.double({min: 1e-6, max: 1, noNaN: true}), {minLength: 2, maxLength: 40});
    const sampling = fc.record({
      temperature: fc.double({min: 0.1, max: 4, noNaN: true}),
      topP: fc.double({min: 0.05, max: 1, noNaN: true})
    });
    fc.assert(
      fc.property(weights, fc.nat(39), fc.nat(39), sampling, (given, cut, at, settings) => {
        const sum = given.reduce((a, b) => a + b, 0);
        const p = given.map((weight) => weight / sum).sort((a, b) => b - a);
        const logs = p.map(Math.log);
        const told = logs.slice(0, 1 + (cut % p.length));
        const place = at % p.length;
        const listed = place < told.length ? told : [...told, logs[place]!];
        const entropy = drawnEntropy(p, settings.temperature, settings.topP);
        expect(drawnEntropyBound(listed, logs[place]!, settings)).toBeLessThanOrEqual(entropy + 1e-6);
      }),
      {
        numRuns: 2000,
        // What is left of 1 is the third token and 1e-16 of rounding, which a temperature of 2.5 makes 5e-7 of a token.
        examples: [
          [
            [0.000001, 0.000001, 0.00048366564288522383],
            4,
            0,
            {temperature: 2.531115810086686, topP: 1 - 1.3e-15}
          ]
        ]
      }
    );
  });
});
