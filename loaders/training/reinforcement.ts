import {Generator, type GeneratedTokens} from "../engines/micro/generator.js";
import type {MicroModel} from "../engines/micro/model-folder.js";
import type {Parameters} from "../engines/micro/architecture.js";
import {Scorer} from "../engines/micro/scorer.js";
import {Tokenizer} from "../engines/micro/tokenizer.js";
import {createRandom, randomInteger} from "../random/random.js";
import {grpoAdvantages} from "./algorithms/grpo.js";
import type {TrainingRow} from "./loss.js";
import type {Objective, StepBatch} from "./objective.js";
import type {GrpoRecipe} from "./recipe.js";
import type {Task} from "./tasks/task.js";

/** A completion that the policy wrote in training, with its reward. */
interface Rollout extends GeneratedTokens {
  prompt: number[];
  reward: number;
}

/**
 * Reinforcement learning with verifiable rewards, on-policy: each step draws prompts, lets the current policy write a group
 * of rollouts at temperature 1 for each, rewards them by the verifier and learns from them once.
 */
export async function reinforcement(recipe: GrpoRecipe, task: Task, base: MicroModel): Promise<Objective> {
  const {architecture, words} = base;
  const tokenizer = new Tokenizer(words);
  const generator = await Generator.create(architecture, tokenizer);
  const scorer = await Scorer.create(architecture);
  const settings = {temperature: 1, topP: 1, maxTokens: recipe.max_tokens};

  const rollOut = async (parameters: Parameters, step: number): Promise<Rollout[][]> => {
    const random = createRandom(recipe.seed, "rollouts", step);
    const problems = Array.from({length: recipe.prompts_per_step}, () => task.drawProblem(random));
    const members = problems.flatMap((problem) => {
      const prompt = tokenizer.encode(problem.prompt);
      return Array.from({length: recipe.rollouts}, () => ({
        problem,
        prompt,
        seed: randomInteger(random, 2 ** 32)
      }));
    });
    const drawn = await generator.generate(parameters, members, settings);
    const rollouts = members.map(({problem, prompt}, index) => {
      const generated = drawn[index]!;
      // A completion that the token limit cut is no answer.
      const reward = generated.ended ? task.reward(problem.gold, tokenizer.decode(generated.tokens)) : 0;
      return {...generated, prompt, reward};
    });
    return problems.map((_, group) => rollouts.slice(group * recipe.rollouts, (group + 1) * recipe.rollouts));
  };

  return {
    architecture,
    words,
    initialParameters: () =>
      new Map(Array.from(base.parameters, ([name, weights]) => [name, weights.slice()])),
    batch: async (parameters, step) => {
      const groups = await rollOut(parameters, step);
      const firsts = groups.map((group) => group[0]!);
      const scores = await scorer.score(
        base.parameters,
        firsts.map(({prompt, tokens}) => ({prompt, completion: tokens}))
      );
      const baseLogprob = scores.reduce(
        (sum, {logprobs}) => sum + logprobs.reduce((part, value) => part + value, 0),
        0
      );
      return {
        ...describe(groups.flat()),
        rows: policyGradientRows(groups),
        klToBase:
          (sumOf(firsts, ({sumLogprob}) => sumLogprob) - baseLogprob) /
          sumOf(firsts, ({tokens}) => tokens.length)
      };
    },
    close: async () => {
      await Promise.all([generator.close(), scorer.close()]);
    }
  };
}

/** Rows of the GRPO objective: advantage / (tokens of the completion * completions of the step) for each token. */
function policyGradientRows(groups: readonly Rollout[][]): TrainingRow[] {
  const count = sumOf(groups, (group) => group.length);
  return groups.flatMap((group) => {
    const advantages = grpoAdvantages(group.map(({reward}) => reward));
    return group.flatMap(({prompt, tokens}, index) => {
      const advantage = advantages[index]!;
      if (advantage === 0) return [];
      const coefficients = new Array<number>(tokens.length).fill(advantage / (tokens.length * count));
      return [{prompt, completion: tokens, coefficients}];
    });
  });
}

function describe(
  rollouts: readonly Rollout[]
): Pick<StepBatch, "tokens" | "reward" | "responseLength" | "entropy"> {
  const written = sumOf(rollouts, ({tokens}) => tokens.length);
  return {
    tokens: written + sumOf(rollouts, ({prompt}) => prompt.length),
    reward: sumOf(rollouts, ({reward}) => reward) / rollouts.length,
    responseLength: written / rollouts.length,
    entropy: sumOf(rollouts, ({meanEntropy, tokens}) => meanEntropy * tokens.length) / written
  };
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
