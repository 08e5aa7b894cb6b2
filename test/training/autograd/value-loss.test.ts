import {describe, expect, it} from "vitest";
import {valueHead} from "../../../loaders/training/autograd/value-graph.js";
import {ValueLoss, type ValueRow} from "../../../loaders/training/autograd/value-loss.js";
import {Critic} from "../../../loaders/training/rl/critic.js";
import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {randomParameters, tinyArchitecture} from "../../engines/micro/random-model.js";
import {expectGradients} from "./finite-differences.js";

const rows: ValueRow[] = [
  {prompt: [2, 5], completion: [7, 9, 1], returns: [1, 0.5, -1], weight: 0.5},
  {prompt: [3], completion: [4], returns: [2], weight: 1}
];

function criticParameters(architecture: typeof tinyArchitecture): Map<string, Float32Array> {
  const random = createRandom("value head");
  const parameters = new Map(randomParameters(architecture));
  parameters.delete("head");
  return parameters.set(
    valueHead,
    Float32Array.from({length: architecture.width}, () => 0.2 * randomNormal(random))
  );
}

describe.each([false, true])("ValueLoss with tied_head %s", (tied_head) => {
  const architecture = {...tinyArchitecture, tied_head};
  const parameters = criticParameters(architecture);

  it("is half the weighted squared error, with gradients that match finite differences", async () => {
    const loss = await ValueLoss.create(architecture);
    const {values, loss: value, gradients} = await loss.run(parameters, rows);
    const expected = rows.reduce(
      (sum, {returns, weight}, index) =>
        sum +
        returns.reduce((part, target, at) => part + (weight / 2) * (values[index]![at]! - target) ** 2, 0),
      0
    );
    expect(value).toBeCloseTo(expected, 6);
    await expectGradients(parameters, gradients, async (moved) => (await loss.run(moved, rows)).loss);
    await loss.close();
  });
});

describe("Critic", () => {
  it("starts with values of 0 and learns the returns", async () => {
    const options = {beta1: 0.9, beta2: 0.99, weightDecay: 0, maxGradientNorm: 1};
    // Returns that follow the reward, whatever the values.
    const rules = {
      learningRate: 0.02,
      returns: (reward: number, values: ArrayLike<number>) => Array.from(values, () => reward)
    };
    const critic = await Critic.create(tinyArchitecture, options, rules, 1);
    const network = critic.start(randomParameters(tinyArchitecture));
    const texts = rows.map(({prompt, completion}, index) => ({
      prompt,
      completion,
      reward: index,
      values: completion.map(() => 0)
    }));
    expect((await critic.values(network, texts)).flatMap((values) => [...values])).toEqual([0, 0, 0, 0]);
    for (let update = 0; update < 60; update++) await critic.learn(network, texts);
    const [zero, one] = await critic.values(network, texts);
    for (const value of zero!) expect(value).toBeCloseTo(0, 1);
    expect(one![0]).toBeCloseTo(1, 1);
    expect(await critic.values(network, [])).toEqual([]);
    await critic.close();
  });
});
