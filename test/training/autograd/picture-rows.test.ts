import {describe, expect, it} from "vitest";
import {Scorer} from "../../../loaders/engines/micro/scorer.js";
import {Loss, type TrainingRow} from "../../../loaders/training/autograd/loss.js";
import {valueHead} from "../../../loaders/training/autograd/value-graph.js";
import {ValueLoss} from "../../../loaders/training/autograd/value-loss.js";
import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {pictureArchitecture, randomPicture} from "../../engines/micro/picture-model.js";
import {randomParameters} from "../../engines/micro/random-model.js";
import {expectGradients} from "./finite-differences.js";

const parameters = randomParameters(pictureArchitecture);

/** Rows of different lengths; the last one has no picture. */
function rows(): TrainingRow[] {
  const random = createRandom("picture rows");
  const tokens = (count: number) =>
    Array.from({length: count}, () => random.below(pictureArchitecture.vocabulary));
  return [3, 5, 1].map((length, index) => ({
    prompt: tokens(index + 1),
    completion: tokens(length),
    coefficients: Array.from({length}, () => randomNormal(random)),
    ...(index === 2 ? {} : {picture: randomPicture(index)})
  }));
}

describe("the training graphs of a model with a picture", () => {
  it("give gradients that match central finite differences, in the picture's parameters too", async () => {
    const loss = await Loss.create(pictureArchitecture);
    const {gradients} = await loss.run(parameters, rows());
    for (const name of ["picture.projection", "picture.places"])
      expect(Math.max(...gradients.get(name)!.map(Math.abs))).toBeGreaterThan(0.01);
    await expectGradients(parameters, gradients, async (moved) => (await loss.run(moved, rows())).loss);
    await loss.close();
  });

  it("give a critic's gradients", async () => {
    const critic = new Map(parameters).set(valueHead, new Float32Array(pictureArchitecture.width).fill(0.2));
    critic.delete("head");
    const texts = rows().map(({coefficients, ...text}) => ({
      ...text,
      returns: Array.from(coefficients),
      weight: 0.5
    }));
    const loss = await ValueLoss.create(pictureArchitecture);
    const {gradients} = await loss.run(critic, texts);
    await expectGradients(critic, gradients, async (moved) => (await loss.run(moved, texts)).loss);
    await loss.close();
  });

  it("agree with the sampling engine's scores", async () => {
    const loss = await Loss.create(pictureArchitecture);
    const scorer = await Scorer.create(pictureArchitecture);
    const {logprobs} = await loss.run(parameters, rows());
    const scores = await scorer.score(parameters, rows());
    for (const [index, score] of scores.entries())
      for (const [at, logprob] of score.logprobs.entries())
        expect(logprobs[index]![at]).toBeCloseTo(logprob, 4);
    await Promise.all([loss.close(), scorer.close()]);
  });
});
