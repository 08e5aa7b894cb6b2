import {endWord, padWord, Tokenizer} from "../../engines/micro/tokenizer.js";
import {initialParameters} from "../autograd/initial-parameters.js";
import type {Objective} from "../recipe/objective.js";
import type {PretrainRecipe} from "../recipe/recipe.js";
import type {Task} from "../tasks/task.js";
import {drawCorpus} from "./corpus.js";
import {supervised} from "./supervised.js";

/** Training from nothing on the task's documents. */
export function pretraining(recipe: PretrainRecipe, task: Task, threads: number): Promise<Objective> {
  const words = [padWord, endWord, ...task.words];
  const architecture = {
    ...recipe.architecture,
    vocabulary: words.length,
    norm_epsilon: 1e-5,
    rope_theta: 10_000
  };
  return supervised({
    recipe,
    threads,
    architecture,
    words,
    initialParameters: () => initialParameters(architecture, recipe.seed),
    drawTexts: drawCorpus(recipe, task, new Tokenizer(words))
  });
}
