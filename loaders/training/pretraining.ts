import {Tokenizer, endWord, padWord} from "../engines/micro/tokenizer.js";
import {createRandom} from "../random/random.js";
import {initialParameters} from "./initial-parameters.js";
import type {Objective} from "./objective.js";
import type {PretrainRecipe} from "./recipe.js";
import type {Task} from "./tasks/task.js";

/** Next-token prediction on the task's documents: loss = mean over the batch's completion tokens of - log p(token). Prompts have no loss. */
export function pretraining(recipe: PretrainRecipe, task: Task): Objective {
  const words = [padWord, endWord, ...task.words];
  const tokenizer = new Tokenizer(words);
  const architecture = {
    ...recipe.architecture,
    vocabulary: words.length,
    norm_epsilon: 1e-5,
    rope_theta: 10_000
  };
  return {
    architecture,
    words,
    initialParameters: () => initialParameters(architecture, recipe.seed),
    batch: (_, step) => {
      const random = createRandom(recipe.seed, "corpus", step);
      const texts = Array.from({length: recipe.batch}, () => {
        const {prompt, completion} = task.drawDocument(random);
        return {
          prompt: tokenizer.encode(prompt),
          completion: [...tokenizer.encode(completion), tokenizer.end]
        };
      });
      const learned = texts.reduce((sum, {completion}) => sum + completion.length, 0);
      const read = texts.reduce((sum, {prompt}) => sum + prompt.length, 0);
      const rows = texts.map((text) => ({
        ...text,
        coefficients: new Array<number>(text.completion.length).fill(1 / learned)
      }));
      const responseLength = learned / texts.length;
      return Promise.resolve({
        rows,
        tokens: learned + read,
        reward: null,
        responseLength,
        entropy: null,
        klToBase: null
      });
    },
    close: () => Promise.resolve()
  };
}
