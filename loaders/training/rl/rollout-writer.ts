import {createRandom, randomInteger, type Random} from "../../../src/random/keyed-random.js";
import type {Parameters} from "../../engines/micro/architecture.js";
import {Generator} from "../../engines/micro/generator.js";
import type {MicroModel} from "../../engines/micro/model-folder.js";
import type {PicturePatches} from "../../engines/micro/picture-input.js";
import {Tokenizer} from "../../engines/micro/tokenizer.js";
import type {RlRecipe} from "../recipe/recipe.js";
import type {Task, TaskProblem} from "../tasks/task.js";
import type {Algorithm} from "../algorithms/algorithm.js";
import type {Rollout, RolloutGroup} from "../algorithms/rollout.js";

/** The rollouts of a step. */
export interface WrittenRollouts {
  /** What the step learns from. */
  groups: RolloutGroup[];
  /** All that were written, also those that dynamic sampling dropped. */
  all: RolloutGroup[];
  /** Tokens of all prompts and completions, greedy ones included. */
  tokens: number;
}

interface PromptedProblem {
  problem: TaskProblem;
  prompt: number[];
  picture: PicturePatches;
}

/** Lets a policy write groups of completions at temperature 1 and rewards them by the verifier. */
export class RolloutWriter {
  private readonly recipe: RlRecipe;
  private readonly algorithm: Algorithm;
  private readonly task: Task;
  private readonly tokenizer: Tokenizer;
  private readonly generator: Generator;

  private constructor(
    recipe: RlRecipe,
    algorithm: Algorithm,
    task: Task,
    tokenizer: Tokenizer,
    generator: Generator
  ) {
    this.recipe = recipe;
    this.algorithm = algorithm;
    this.task = task;
    this.tokenizer = tokenizer;
    this.generator = generator;
  }

  static async create(
    recipe: RlRecipe,
    algorithm: Algorithm,
    task: Task,
    {architecture, words}: MicroModel
  ): Promise<RolloutWriter> {
    const tokenizer = new Tokenizer(words);
    const generator = await Generator.create(architecture, tokenizer);
    return new RolloutWriter(recipe, algorithm, task, tokenizer, generator);
  }

  /** The rollouts of a step: one round, or as many as dynamic sampling needs to fill the batch. Seed, step and weights fix them. */
  async write(parameters: Parameters, step: number): Promise<WrittenRollouts> {
    const {seed, prompts_per_step: count} = this.recipe;
    const {sampling} = this.algorithm;
    const rounds = sampling?.maxRounds ?? 1;
    const written: WrittenRollouts = {groups: [], all: [], tokens: 0};
    for (let round = 0; round < rounds && written.groups.length < count; round++) {
      const random = createRandom(seed, "rollouts", step, ...(round === 0 ? [] : [round]));
      const {groups, tokens} = await this.writeRound(parameters, random);
      written.all.push(...groups);
      written.groups.push(...groups.filter((group) => sampling?.keeps(group) ?? true));
      written.tokens += tokens;
    }
    written.groups.splice(count);
    return written;
  }

  async close(): Promise<void> {
    await this.generator.close();
  }

  private async writeRound(
    parameters: Parameters,
    random: Random
  ): Promise<Pick<WrittenRollouts, "groups" | "tokens">> {
    const {prompts_per_step, rollouts: groupSize} = this.recipe;
    const problems = Array.from({length: prompts_per_step}, () => this.task.drawProblem(random));
    const prompted = problems.map((problem) => ({
      problem,
      prompt: this.tokenizer.encode(problem.prompt),
      picture: problem.picture
    }));
    const members = prompted.flatMap((each) =>
      Array.from({length: groupSize}, () => ({...each, seed: randomInteger(random, 2 ** 32)}))
    );
    const rollouts = await this.complete(parameters, members, 1);
    const greedy =
      this.algorithm.greedyBaseline === true
        ? await this.complete(
            parameters,
            prompted.map((each) => ({...each, seed: 0})),
            0
          )
        : [];
    const groups = prompted.map((_, index) => ({
      rollouts: rollouts.slice(index * groupSize, (index + 1) * groupSize),
      greedyReward: greedy[index]?.reward ?? null
    }));
    const tokens = [...rollouts, ...greedy].reduce(
      (sum, rollout) => sum + rollout.prompt.length + rollout.tokens.length,
      0
    );
    return {groups, tokens};
  }

  private async complete(
    parameters: Parameters,
    members: readonly (PromptedProblem & {seed: number})[],
    temperature: number
  ): Promise<Rollout[]> {
    const settings = {temperature, topP: 1, maxTokens: this.recipe.max_tokens};
    const drawn = await this.generator.generate(parameters, members, settings);
    return members.map(({problem, prompt, picture}, index) => {
      const generated = drawn[index]!;
      // A completion that the token limit cut is no answer.
      const reward = generated.ended
        ? this.task.reward(problem.gold, this.tokenizer.decode(generated.tokens))
        : 0;
      return {...generated, prompt, picture, reward};
    });
  }
}
