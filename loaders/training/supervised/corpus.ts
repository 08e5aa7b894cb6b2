import {createRandom} from "../../../src/random/keyed-random.js";
import type {Tokenizer} from "../../engines/micro/tokenizer.js";
import type {TrainingText} from "../autograd/text-batch.js";
import type {Task} from "../tasks/task.js";

/** Draws a step's documents from the task's corpus. */
export function drawCorpus(
  {seed, batch}: {seed: number; batch: number},
  task: Task,
  tokenizer: Tokenizer
): (step: number) => Promise<TrainingText[]> {
  return (step) => {
    const random = createRandom(seed, "corpus", step);
    const texts = Array.from({length: batch}, () => {
      const {prompt, completion, picture} = task.drawDocument(random);
      return {
        prompt: tokenizer.encode(prompt),
        completion: [...tokenizer.encode(completion), tokenizer.end],
        picture
      };
    });
    return Promise.resolve(texts);
  };
}
