import {Tokenizer, endWord, padWord} from "../../engines/micro/tokenizer.js";
import {drawCorpus} from "./corpus.js";
import {initialParameters} from "../autograd/initial-parameters.js";
import type {Objective} from "../recipe/objective.js";
import type {PretrainRecipe} from "../recipe/recipe.js";
import {supervised} from "./supervised.js";
import type {Task} from "../tasks/task.js";

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
