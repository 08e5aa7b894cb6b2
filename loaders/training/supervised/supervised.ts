import type {Architecture, Parameters} from "../../engines/micro/architecture.js";
import {Learner} from "../autograd/learner.js";
import {startNetwork} from "../autograd/network.js";
import type {TrainingText} from "../autograd/text-batch.js";
import type {Objective} from "../recipe/objective.js";
import {optimizerOptions, type FinetuneRecipe, type PretrainRecipe} from "../recipe/recipe.js";

export interface SupervisedTraining {
  recipe: PretrainRecipe | FinetuneRecipe;
  threads: number;
  architecture: Architecture;
  words: readonly string[];
  /** Fresh copies of the weights at step 0. */
  initialParameters: () => Parameters;
  /** The texts of a step, fixed by its number. */
  drawTexts: (step: number) => Promise<TrainingText[]>;
  /** Closes what `drawTexts` uses. */
  close?: () => Promise<void>;
}

/** Next-token prediction: loss = mean over the batch's completion tokens of - log p(token). Prompts have no loss. */
export async function supervised(training: SupervisedTraining): Promise<Objective> {
  const {recipe, threads, architecture, words, initialParameters, drawTexts} = training;
  const learner = await Learner.create(architecture, optimizerOptions(recipe), {threads});
  return {
    architecture,
    words,
    start: () => ({policy: startNetwork(initialParameters()), critic: null}),
    step: async ({policy}, step, rate) => {
      const texts = await drawTexts(step);
      const learned = texts.reduce((sum, {completion}) => sum + completion.length, 0);
      const read = texts.reduce((sum, {prompt}) => sum + prompt.length, 0);
      const rows = texts.map((text) => ({
        ...text,
        coefficients: new Array<number>(text.completion.length).fill(1 / learned)
      }));
      const update = await learner.learn(policy, rows, rate);
      return {
        loss: update?.loss ?? null,
        gradientNorm: update?.gradientNorm ?? null,
        tokens: learned + read,
        reward: null,
        responseLength: texts.length === 0 ? null : learned / texts.length,
        entropy: update?.entropy ?? null,
        klToBase: null,
        clipFraction: null
      };
    },
    close: async () => {
      await Promise.all([learner.close(), training.close?.()]);
    }
  };
}
