import {createRandom} from "../../../src/random/keyed-random.js";
import type {Architecture, Parameters} from "../../engines/micro/architecture.js";
import type {MicroModel} from "../../engines/micro/model-folder.js";
import {Scorer} from "../../engines/micro/scorer.js";
import {Learner, type Update} from "../autograd/learner.js";
import {copyParameters, startNetwork, type Networks} from "../autograd/network.js";
import type {TrainingText} from "../autograd/text-batch.js";
import type {Objective, StepResult} from "../recipe/objective.js";
import {optimizerOptions, type RlRecipe} from "../recipe/recipe.js";
import type {Task} from "../tasks/task.js";
import type {Algorithm} from "../algorithms/algorithm.js";
import {createAlgorithm} from "../algorithms/create-algorithm.js";
import type {Rollout, RolloutGroup} from "../algorithms/rollout.js";
import {Critic, type ValuedText} from "./critic.js";
import {drawMinibatches} from "./minibatches.js";
import {policyRows, type PolicyLoss, type PolicySample} from "./policy-rows.js";
import {RolloutWriter, type WrittenRollouts} from "./rollout-writer.js";

/** A rollout with what the updates of its step need. */
interface Experience extends ValuedText {
  advantages: number[];
  /** Log-probabilities of its tokens under the weights that wrote it, and under the base; null where no update asks for them. */
  logprobs: Float32Array | null;
  baseLogprobs: Float32Array | null;
}

/** The parts of a run that hold sessions. */
interface Tools {
  writer: RolloutWriter;
  scorer: Scorer;
  learner: Learner;
  critic: Critic | null;
}

/**
 * Reinforcement learning with verifiable rewards: each step draws prompts, lets the policy write a group of rollouts at
 * temperature 1 for each, rewards them by the verifier, turns the rewards into advantages by the recipe's algorithm and
 * updates the policy: once on all of them (on-policy), or on minibatches for some epochs, with clipped ratios.
 */
export class Reinforcement implements Objective {
  readonly architecture: Architecture;
  readonly words: readonly string[];
  private readonly recipe: RlRecipe;
  private readonly base: MicroModel;
  private readonly algorithm: Algorithm;
  private readonly loss: PolicyLoss;
  private readonly tools: Tools;

  private constructor(recipe: RlRecipe, base: MicroModel, algorithm: Algorithm, tools: Tools) {
    this.architecture = base.architecture;
    this.words = base.words;
    this.recipe = recipe;
    this.base = base;
    this.algorithm = algorithm;
    const {kl_penalty: klPenalty = 0, entropy_bonus: entropyBonus = 0} = recipe;
    this.loss = {clip: algorithm.clip, lossMean: algorithm.lossMean, klPenalty, entropyBonus};
    this.tools = tools;
  }

  static async create(
    recipe: RlRecipe,
    task: Task,
    base: MicroModel,
    threads: number
  ): Promise<Reinforcement> {
    const {architecture} = base;
    const algorithm = createAlgorithm(recipe.algorithm);
    const options = optimizerOptions(recipe);
    const entropyBonus = recipe.entropy_bonus !== undefined;
    const {critic: rules} = algorithm;
    return new Reinforcement(recipe, base, algorithm, {
      writer: await RolloutWriter.create(recipe, algorithm, task, base),
      scorer: await Scorer.create(architecture),
      learner: await Learner.create(architecture, options, {threads, entropyBonus}),
      critic: rules === undefined ? null : await Critic.create(architecture, options, rules, threads)
    });
  }

  start(): Networks {
    const {critic} = this.tools;
    return {
      policy: startNetwork(copyParameters(this.base.parameters)),
      critic: critic?.start(this.base.parameters) ?? null
    };
  }

  async step(networks: Networks, step: number, rate: number): Promise<StepResult> {
    const {policy, critic} = networks;
    const written = await this.tools.writer.write(policy.parameters, step);
    const klToBase = await this.klToBase(written.all);
    const experience = await this.experience(written.groups, networks);
    const updates: Update[] = [];
    const clipFractions: number[] = [];
    const random = createRandom(this.recipe.seed, "minibatches", step);
    for (const [index, batch] of drawMinibatches(experience, this.updates, random).entries()) {
      const samples = await this.samples(batch, index === 0 ? null : policy.parameters);
      const {rows, clipFraction} = policyRows(samples, this.loss);
      const update = await this.tools.learner.learn(policy, rows, rate);
      if (update !== null) updates.push(update);
      clipFractions.push(clipFraction);
      if (critic !== null) await this.tools.critic!.learn(critic, batch);
    }
    return {
      ...describe(written),
      loss: meanOf(updates.map(({loss}) => loss)),
      gradientNorm: meanOf(updates.map(({gradientNorm}) => gradientNorm)),
      klToBase,
      clipFraction: meanOf(clipFractions)
    };
  }

  async close(): Promise<void> {
    const {writer, scorer, learner, critic} = this.tools;
    await Promise.all([writer.close(), scorer.close(), learner.close(), critic?.close()]);
  }

  private get updates(): {epochs: number; minibatches: number} {
    return this.recipe.updates ?? {epochs: 1, minibatches: 1};
  }

  private async experience(
    groups: readonly RolloutGroup[],
    {policy, critic}: Networks
  ): Promise<Experience[]> {
    const rollouts = groups.flatMap((group) => group.rollouts);
    const texts = rollouts.map(rolloutText);
    const values = critic === null ? null : await this.tools.critic!.values(critic, texts);
    const advantages = this.algorithm.advantages(groups, values);
    const {epochs, minibatches} = this.updates;
    const hasPenalty = this.loss.klPenalty > 0;
    const needsLogprobs = hasPenalty || epochs * minibatches > 1;
    const logprobs = needsLogprobs ? await this.logprobs(policy.parameters, texts) : null;
    const baseLogprobs = hasPenalty ? await this.logprobs(this.base.parameters, texts) : null;
    return texts.map((text, index) => ({
      ...text,
      reward: rollouts[index]!.reward,
      values: values?.[index] ?? [],
      advantages: advantages[index]!,
      logprobs: logprobs?.[index] ?? null,
      baseLogprobs: baseLogprobs?.[index] ?? null
    }));
  }

  /** The batch at the weights now; null stands for those that wrote it. */
  private async samples(
    batch: readonly Experience[],
    parameters: Parameters | null
  ): Promise<PolicySample[]> {
    const now = parameters === null ? null : await this.logprobs(parameters, batch);
    return batch.map(({prompt, completion, picture, advantages, logprobs, baseLogprobs}, index) => {
      const current = now?.[index] ?? logprobs;
      return {
        prompt,
        completion,
        picture,
        advantages,
        ratios: completion.map((_, at) => (now === null ? 1 : Math.exp(current![at]! - logprobs![at]!))),
        baseLogRatios: baseLogprobs && Array.from(baseLogprobs, (logprob, at) => logprob - current![at]!)
      };
    });
  }

  private async logprobs(parameters: Parameters, texts: readonly TrainingText[]): Promise<Float32Array[]> {
    const scores = await this.tools.scorer.score(parameters, texts);
    return scores.map(({logprobs}) => logprobs);
  }

  /** Mean over tokens of log p(token) - log p(token) under the base, on the first rollout of each prompt. */
  private async klToBase(groups: readonly RolloutGroup[]): Promise<number> {
    const firsts = groups.map(({rollouts}) => rollouts[0]!);
    const scores = await this.logprobs(this.base.parameters, firsts.map(rolloutText));
    const baseLogprob = sumOf(scores, (logprobs) => logprobs.reduce((sum, value) => sum + value, 0));
    return (
      (sumOf(firsts, ({sumLogprob}) => sumLogprob) - baseLogprob) / sumOf(firsts, ({tokens}) => tokens.length)
    );
  }
}

function rolloutText({prompt, picture, tokens}: Rollout): TrainingText {
  return {prompt, picture, completion: tokens};
}

function describe({
  all,
  tokens
}: WrittenRollouts): Pick<StepResult, "tokens" | "reward" | "responseLength" | "entropy"> {
  const rollouts = all.flatMap((group) => group.rollouts);
  const length = sumOf(rollouts, (rollout) => rollout.tokens.length);
  return {
    tokens,
    reward: sumOf(rollouts, ({reward}) => reward) / rollouts.length,
    responseLength: length / rollouts.length,
    entropy: sumOf(rollouts, (rollout) => rollout.meanEntropy * rollout.tokens.length) / length
  };
}

/** The mean, or null of no values. */
function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sumOf(values, (value) => value) / values.length;
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
