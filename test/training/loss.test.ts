import {afterAll, describe, expect, it} from "vitest";
import type {Architecture} from "../../loaders/engines/micro/architecture.js";
import {Scorer} from "../../loaders/engines/micro/scorer.js";
import {createRandom, randomInteger, randomNormal} from "../../loaders/random/random.js";
import {Loss, type TrainingRow} from "../../loaders/training/loss.js";
import {randomParameters, tinyArchitecture} from "../engines/micro/random-model.js";

function randomRows(vocabulary: number): TrainingRow[] {
  const random = createRandom("rows");
  const tokens = (count: number) => Array.from({length: count}, () => randomInteger(random, vocabulary));
  return [3, 5, 1].map((length, index) => ({
    prompt: tokens(index + 1),
    completion: tokens(length),
    coefficients: Array.from({length}, () => randomNormal(random))
  }));
}

describe.each([false, true])("Loss with tied_head %s", (tied_head) => {
  const architecture: Architecture = {...tinyArchitecture, tied_head};
  const parameters = randomParameters(architecture);
  const rows = randomRows(architecture.vocabulary);
  const loss = Loss.create(architecture);
  afterAll(async () => (await loss).close());

  it("gives gradients that match central finite differences in every parameter", async () => {
    const {gradients} = await (await loss).run(parameters, rows);
    const random = createRandom("directions", String(tied_head));
    for (const [name, weights] of parameters) {
      // A random direction touches all numbers of the parameter at once.
      const direction = Float32Array.from(weights, () => randomNormal(random) / Math.sqrt(weights.length));
      const along = async (distance: number) => {
        const moved = weights.map((value, index) => value + distance * direction[index]!);
        return (await (await loss).run(new Map(parameters).set(name, moved), rows)).loss;
      };
      const distance = 0.01;
      const slope = ((await along(distance)) - (await along(-distance))) / (2 * distance);
      const expected = gradients.get(name)!.reduce((sum, value, index) => sum + value * direction[index]!, 0);
      expect(Math.abs(slope - expected), `${name}: ${slope} against ${expected}`).toBeLessThan(
        0.002 + 0.01 * Math.abs(expected)
      );
    }
  });

  it("agrees with the sampling engine's scores on log-probabilities and entropy", async () => {
    const {logprobs, entropy, loss: value} = await (await loss).run(parameters, rows);
    const scorer = await Scorer.create(architecture);
    const scores = await scorer.score(parameters, rows);
    await scorer.close();
    const entropies = scores.flatMap((score) => [...score.entropies]);
    expect(entropy).toBeCloseTo(entropies.reduce((sum, each) => sum + each, 0) / entropies.length, 4);
    let expected = 0;
    for (const [index, row] of rows.entries()) {
      for (const [at, logprob] of scores[index]!.logprobs.entries()) {
        expect(logprobs[index]![at]).toBeCloseTo(logprob, 4);
        expected -= logprob * row.coefficients[at]!;
      }
    }
    expect(value).toBeCloseTo(expected, 4);
  });

  it("does not depend on the other rows' lengths beyond rounding", async () => {
    const alone = await (await loss).run(parameters, rows.slice(0, 1));
    const together = await (await loss).run(parameters, rows);
    for (const [at, value] of alone.logprobs[0]!.entries())
      expect(together.logprobs[0]![at]).toBeCloseTo(value, 5);
  });
});
