import type {MicroModel} from "../../loaders/engines/micro/model-folder.js";
import {Scorer} from "../../loaders/engines/micro/scorer.js";
import {createRandom} from "../../src/random/keyed-random.js";
import {randomParameters, tinyArchitecture, words} from "../engines/micro/random-model.js";

/** A model with random weights, three heads and norms that are not 1. */
export function exportedModel({tied = false} = {}): MicroModel {
  const architecture = {...tinyArchitecture, width: 96, heads: 3, tied_head: tied};
  return {architecture, words: [...words], parameters: randomParameters(architecture), source: "0123abcd"};
}

/** Random texts up to the model's context. */
export function randomTexts({architecture}: MicroModel, count: number): number[][] {
  const random = createRandom("texts to score");
  return Array.from({length: count}, (_, index) => {
    const length = index === 0 ? architecture.context : 2 + random.below(architecture.context - 2);
    return Array.from({length}, () => random.below(architecture.vocabulary));
  });
}

/** The engine's log-probabilities of tokens 1… of each text. */
export async function engineLogprobs(
  model: MicroModel,
  texts: readonly (readonly number[])[]
): Promise<Float32Array[]> {
  const scorer = await Scorer.create(model.architecture);
  const jobs = texts.map((text) => ({prompt: text.slice(0, 1), completion: text.slice(1)}));
  const scores = await scorer.score(model.parameters, jobs);
  await scorer.close();
  return scores.map(({logprobs}) => logprobs);
}

/** The largest difference of two lists of lists of log-probabilities. */
export function largestDifference(left: readonly ArrayLike<number>[], right: readonly number[][]): number {
  return Math.max(
    ...right.flatMap((row, index) => row.map((value, at) => Math.abs(value - left[index]![at]!)))
  );
}
