import type {MicroModel} from "../../engines/micro/model-folder.js";
import {Tokenizer} from "../../engines/micro/tokenizer.js";
import {copyParameters} from "../autograd/network.js";
import type {Objective} from "../recipe/objective.js";
import type {FinetuneRecipe} from "../recipe/recipe.js";
import type {Task} from "../tasks/task.js";
import {drawCorpus} from "./corpus.js";
import {supervised} from "./supervised.js";
import {createTeacher} from "./teacher.js";

/** The models that fine-tuning reads. */
export interface FinetuningModels {
  base: MicroModel;
  /** Null where the texts are the task's own documents. */
  teacher: MicroModel | null;
}

/**
 * Supervised fine-tuning of a base: on documents of the recipe's own corpus (instruction tuning), or on the correct ones of a
 * teacher's solutions to the task's problems (distillation, as in Guo et al. 2025, DeepSeek-R1).
 */
export async function finetuning(
  recipe: FinetuneRecipe,
  task: Task,
  {base, teacher}: FinetuningModels,
  threads: number
): Promise<Objective> {
  const {architecture, words} = base;
  const student = new Tokenizer(words);
  const shared = {
    recipe,
    threads,
    architecture,
    words,
    initialParameters: () => copyParameters(base.parameters)
  };
  if (recipe.texts.from === "corpus" || teacher === null)
    return supervised({...shared, drawTexts: drawCorpus(recipe, task, student)});
  const author = await createTeacher(recipe, recipe.texts, task, {teacher, student});
  return supervised({...shared, drawTexts: (step) => author.write(step), close: () => author.close()});
}
