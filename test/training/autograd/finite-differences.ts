import {expect} from "vitest";
import type {Parameters} from "../../../loaders/engines/micro/architecture.js";
import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";

/** Checks gradients against central differences of the loss along a random direction of each parameter. */
export async function expectGradients(
  parameters: Parameters,
  gradients: Parameters,
  loss: (parameters: Parameters) => Promise<number>
): Promise<void> {
  const random = createRandom("directions");
  for (const [name, weights] of parameters) {
    // A random direction touches all numbers of the parameter at once.
    const direction = Float32Array.from(weights, () => randomNormal(random) / Math.sqrt(weights.length));
    const along = (distance: number) => {
      const moved = weights.map((value, index) => value + distance * direction[index]!);
      return loss(new Map(parameters).set(name, moved));
    };
    const distance = 0.01;
    const slope = ((await along(distance)) - (await along(-distance))) / (2 * distance);
    const expected = gradients.get(name)!.reduce((sum, value, index) => sum + value * direction[index]!, 0);
    expect(Math.abs(slope - expected), `${name}: ${slope} against ${expected}`).toBeLessThan(
      0.002 + 0.01 * Math.abs(expected)
    );
  }
}
