import {afterAll, describe, expect, it} from "vitest";
import type {Architecture} from "../../../loaders/engines/micro/architecture.js";
import {Scorer} from "../../../loaders/engines/micro/scorer.js";
import {Loss, type TrainingRow} from "../../../loaders/training/autograd/loss.js";
import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {randomParameters, tinyArchitecture} from "../../engines/micro/random-model.js";
import {expectGradients} from "./finite-differences.js";

function randomRows(vocabulary: number): TrainingRow[] {
  const random = createRandom("rows");
  const tokens = (count: number) => Array.from({length: count}, () => random.below(vocabulary));
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
  const withBonus = Loss.create(architecture, {entropyBonus: true});
  afterAll(async () => {
    await (await loss).close();
    await (await withBonus).close();
  });

  it("gives gradients that match central finite differences in every parameter", async () => {
    const {gradients} = await (await loss).run(parameters, rows);
    await expectGradients(parameters, gradients, async (moved) => (await (await loss).run(moved, rows)).loss);
  });

  it("gives the entropy bonus's gradients, exact in every parameter", async () => {
    const bonus = rows.map((row, index) => ({
      ...row,
      coefficients: row.completion.map(() => 0),
      entropyCoefficient: [0.5, -1, 2][index]!
    }));
    const {gradients} = await (await withBonus).run(parameters, bonus);
    expect(Math.max(...gradients.get("norm")!.map(Math.abs))).toBeGreaterThan(0.01);
    await expectGradients(
      parameters,
      gradients,
      async (moved) => (await (await withBonus).run(moved, bonus)).loss
    );
  });

  it("takes coefficient * entropy off the loss, and changes nothing for coefficient 0", async () => {
    const before = await (await loss).run(parameters, rows);
    const without = await (await withBonus).run(parameters, rows);
    expect(without.loss).toBeCloseTo(before.loss, 5);
    const same = rows.map((row) => ({...row, entropyCoefficient: 0.5}));
    const tokens = rows.reduce((sum, {completion}) => sum + completion.length, 0);
    const {loss: value, entropy} = await (await withBonus).run(parameters, same);
    expect(value).toBeCloseTo(before.loss - 0.5 * entropy * tokens, 4);
  });

  it("agrees with the sampling engine's scores on log-probabilities and entropy", async () => {
    const {logprobs, entropy, loss: value} = await (await loss).run(parameters, rows);
    const scorer = await Scorer.create(architecture);
    const scores = await scorer.score(parameters, rows);
    await scorer.close();
    const entropies = scores.flatMap((score) => [...score.entropies!]);
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

describe("Loss of more rows than run at once", () => {
  it("is the sum over parts, with the gradients' sum", async () => {
    const architecture = {...tinyArchitecture, layers: 1};
    const parameters = randomParameters(architecture);
    const [row] = randomRows(architecture.vocabulary) as [TrainingRow];
    const loss = await Loss.create(architecture);
    const one = await loss.run(parameters, [row]);
    const many = await loss.run(
      parameters,
      Array.from({length: 515}, () => row)
    );
    await loss.close();
    expect(many.loss / 515).toBeCloseTo(one.loss, 4);
    expect(many.logprobs).toHaveLength(515);
    expect(many.entropy).toBeCloseTo(one.entropy, 4);
    for (const [name, slopes] of one.gradients) {
      const sums = many.gradients.get(name)!;
      for (const index of [0, slopes.length - 1]) expect(sums[index]! / 515).toBeCloseTo(slopes[index]!, 4);
    }
  });
});
