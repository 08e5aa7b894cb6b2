import {createRandom} from "../../../src/random/keyed-random.js";
import {Generator} from "../../engines/micro/generator.js";
import type {MicroModel} from "../../engines/micro/model-folder.js";
import {Tokenizer} from "../../engines/micro/tokenizer.js";
import type {TrainingText} from "../autograd/text-batch.js";
import type {FinetuneRecipe, TeacherTexts} from "../recipe/recipe.js";
import type {Task} from "../tasks/task.js";

/** A model that writes solutions for a student to learn from. */
export interface Teacher {
  /** A step's solutions, one try a problem, in the student's tokens: only those that the verifier accepts. */
  write(step: number): Promise<TrainingText[]>;
  close(): Promise<void>;
}

/** A teacher that draws problems of the task by the recipe’s seed and answers each once. It holds an onnxruntime session until it is closed. */
export async function createTeacher(
  {seed, batch}: Pick<FinetuneRecipe, "seed" | "batch">,
  {temperature, top_p, max_tokens}: TeacherTexts,
  task: Task,
  {teacher, student}: {teacher: MicroModel; student: Tokenizer}
): Promise<Teacher> {
  const tokenizer = new Tokenizer(teacher.words);
  const generator = await Generator.create(teacher.architecture, tokenizer);
  const settings = {temperature, topP: top_p, maxTokens: max_tokens};
  return {
    write: async (step) => {
      const random = createRandom(seed, "teacher", step);
      const problems = Array.from({length: batch}, () => task.drawProblem(random));
      const jobs = problems.map(({prompt, picture}) => ({
        prompt: tokenizer.encode(prompt),
        picture,
        seed: random.below(2 ** 32)
      }));
      const drawn = await generator.generate(teacher.parameters, jobs, settings);
      return problems.flatMap(({prompt, picture, gold}, index) => {
        const {tokens, ended} = drawn[index]!;
        const completion = tokenizer.decode(tokens);
        if (!ended || task.reward(gold, completion) !== 1) return [];
        const written = [...student.encode(completion), student.end];
        return [{prompt: student.encode(prompt), completion: written, picture}];
      });
    },
    close: () => generator.close()
  };
}
