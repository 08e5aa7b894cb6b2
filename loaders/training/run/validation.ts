import {createRandom} from "../../../src/random/keyed-random.js";
import type {Architecture, Parameters} from "../../engines/micro/architecture.js";
import {Generator} from "../../engines/micro/generator.js";
import {readPicture, type PicturePatches} from "../../engines/micro/picture-input.js";
import {Tokenizer} from "../../engines/micro/tokenizer.js";
import type {Problem} from "../../schema/problem.js";
import type {Task} from "../tasks/task.js";

export interface ValidationOptions {
  architecture: Architecture;
  words: readonly string[];
  /** With absolute paths of pictures. */
  problems: readonly Problem[];
  task: Task;
  /** Completions per problem. */
  completions: number;
  temperature: number;
  topP: number;
}

/** Measures pass@1 of weights on validation problems: always with the same seeds, so that steps can be compared. */
export class Validation {
  private readonly options: ValidationOptions;
  private readonly generator: Generator;
  private readonly tokenizer: Tokenizer;

  private constructor(options: ValidationOptions, generator: Generator, tokenizer: Tokenizer) {
    this.options = options;
    this.generator = generator;
    this.tokenizer = tokenizer;
  }

  static async create(options: ValidationOptions): Promise<Validation> {
    const tokenizer = new Tokenizer(options.words);
    return new Validation(options, await Generator.create(options.architecture, tokenizer), tokenizer);
  }

  /** Part of the drawn completions that are correct: each problem has the same number, so this is the mean pass@1. */
  async passAt1(parameters: Parameters): Promise<number> {
    const {problems, completions, temperature, topP, task, architecture} = this.options;
    const random = createRandom("validation");
    const samples = problems.flatMap((problem) => {
      const prompt = this.tokenizer.encode(problem.prompt);
      const picture = this.picture(problem);
      return Array.from({length: completions}, () => ({
        problem,
        prompt,
        picture,
        seed: random.below(2 ** 32)
      }));
    });
    const settings = {temperature, topP, maxTokens: architecture.context};
    const drawn = await this.generator.generate(parameters, samples, settings);
    const correct = drawn.filter(
      ({tokens, ended}, index) =>
        ended && task.reward(samples[index]!.problem.gold, this.tokenizer.decode(tokens)) === 1
    );
    return correct.length / drawn.length;
  }

  private picture({image}: Problem): PicturePatches {
    const {picture} = this.options.architecture;
    return image === undefined || picture === undefined ? undefined : readPicture(image, picture);
  }

  async close(): Promise<void> {
    await this.generator.close();
  }
}
