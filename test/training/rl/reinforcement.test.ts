import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {MicroModel} from "../../../loaders/engines/micro/model-folder.js";
import type {Networks} from "../../../loaders/training/autograd/network.js";
import type {StepResult} from "../../../loaders/training/recipe/objective.js";
import type {RlRecipe} from "../../../loaders/training/recipe/recipe.js";
import {Reinforcement} from "../../../loaders/training/rl/reinforcement.js";
import {readCheckpoint, writeCheckpoint} from "../../../loaders/training/run/checkpoint.js";
import type {Task} from "../../../loaders/training/tasks/task.js";
import {randomElement} from "../../../src/random/draws.js";
import {randomParameters, tinyArchitecture, words} from "../../engines/micro/random-model.js";

const letters = words.slice(2);

/** Right is a completion of fewer than 8 letters: a random model is right about one time in four. */
const shortTask: Task = {
  words: letters,
  drawDocument: () => ({prompt: "a", completion: "b"}),
  drawProblem: (random) => ({prompt: randomElement(random, letters), gold: null}),
  reward: (_, completion) => (completion.split(" ").length < 8 ? 1 : 0)
};

const architecture = {...tinyArchitecture, layers: 1};
const base: MicroModel = {architecture, words, parameters: randomParameters(architecture), source: "random"};

const grpo: RlRecipe = {
  kind: "rl",
  seed: 1,
  base: "none",
  task: {
    name: "countdown",
    strategies: {sum_chain: 1, product_chain: 0, pairs: 0, reversed_chain: 0},
    failed_attempts: 0,
    arithmetic_noise: 0
  },
  steps: 100,
  algorithm: {name: "grpo", clip: 0.2},
  prompts_per_step: 8,
  rollouts: 4,
  max_tokens: 20,
  learning_rate: {peak: 0.01, warmup: 0, decay: "constant"},
  optimizer: {beta1: 0.9, beta2: 0.99, weight_decay: 0, max_gradient_norm: 1},
  validation: {problems: "none", every: 1, completions: 1, temperature: 1, top_p: 1},
  selection: "none",
  tried: []
};

const updates = {epochs: 2, minibatches: 2};
const ppo: RlRecipe = {
  ...grpo,
  algorithm: {name: "ppo", clip: 0.2, discount: 1, gae_lambda: 0.95, critic_learning_rate: 0.01},
  updates
};

async function run(recipe: RlRecipe, steps: number): Promise<{results: StepResult[]; networks: Networks}> {
  const objective = await Reinforcement.create(recipe, shortTask, base, 1);
  const networks = objective.start();
  const results: StepResult[] = [];
  for (let step = 0; step < steps; step++) results.push(await objective.step(networks, step, 0.01));
  await objective.close();
  return {results, networks};
}

const meanReward = (results: StepResult[]) =>
  results.reduce((sum, {reward}) => sum + reward!, 0) / results.length;

describe("Reinforcement", () => {
  it.each<[string, RlRecipe]>([
    ["grpo", grpo],
    ["ppo", ppo],
    ["reinforce++", {...grpo, algorithm: {name: "reinforce++", clip: 0.2}, updates}],
    ["rloo", {...grpo, algorithm: {name: "rloo", clip: 0.2}}],
    ["remax", {...grpo, algorithm: {name: "remax", clip: 0.2}}],
    ["dapo", {...grpo, algorithm: {name: "dapo", clip_low: 0.2, clip_high: 0.28, max_rounds: 3}, updates}],
    ["grpo with penalty and bonus", {...grpo, kl_penalty: 0.01, entropy_bonus: 0.01}]
  ])("%s raises the reward", async (_, recipe) => {
    const {results} = await run(recipe, 16);
    expect(results[0]!.reward).toBeLessThan(0.5);
    expect(meanReward(results.slice(-3))).toBeGreaterThan(results[0]!.reward! + 0.3);
  });

  it("starts all algorithms with the same rollouts", async () => {
    const first = async (recipe: RlRecipe) => (await run(recipe, 1)).results[0]!;
    const [one, other] = [await first(grpo), await first(ppo)];
    expect(other).toMatchObject({
      reward: one.reward,
      responseLength: one.responseLength,
      entropy: one.entropy
    });
    expect(one.klToBase).toBeCloseTo(0, 4);
  });

  it("clips nothing at a step's only update, but does at later ones", async () => {
    const fractions = ({results}: {results: StepResult[]}) => results.map(({clipFraction}) => clipFraction!);
    expect(Math.max(...fractions(await run(grpo, 3)))).toBe(0);
    expect(Math.max(...fractions(await run(ppo, 3)))).toBeGreaterThan(0);
  });

  it("stays nearer to the base with a KL penalty, and more random with an entropy bonus", async () => {
    const last = async (recipe: RlRecipe) => (await run(recipe, 12)).results.at(-1)!;
    const plain = await last(grpo);
    expect((await last({...grpo, kl_penalty: 1})).klToBase).toBeLessThan(0.7 * plain.klToBase!);
    expect((await last({...grpo, entropy_bonus: 1})).entropy).toBeGreaterThan(1.1 * plain.entropy!);
  });

  it("goes on from a checkpoint with a critic as if it had not stopped", async () => {
    const folder = mkdtempSync(join(tmpdir(), "reinforcement-"));
    const file = join(folder, "checkpoint.safetensors");
    const whole = await run(ppo, 4);
    const objective = await Reinforcement.create(ppo, shortTask, base, 1);
    const networks = objective.start();
    for (const step of [0, 1]) await objective.step(networks, step, 0.01);
    const state = {fingerprint: "f", step: 2, seconds: 1, networks, kept: [], log: []};
    await writeCheckpoint(file, state);
    const restored = readCheckpoint(file, "f")!.networks;
    for (const step of [2, 3]) await objective.step(restored, step, 0.01);
    await objective.close();
    rmSync(folder, {recursive: true});
    expect(restored).toEqual(whole.networks);
    expect(restored.critic!.optimizer.updates).toBe(16);
  });

  it("refills a batch of DAPO with new prompts, and learns nothing where all groups are alike", async () => {
    const dapo: RlRecipe = {
      ...grpo,
      algorithm: {name: "dapo", clip_low: 0.2, clip_high: 0.28, max_rounds: 4}
    };
    const [filled] = (await run(dapo, 1)).results;
    const [once] = (await run(grpo, 1)).results;
    expect(filled!.tokens).toBeGreaterThan(once!.tokens);
    const objective = await Reinforcement.create(dapo, {...shortTask, reward: () => 0}, base, 1);
    const networks = objective.start();
    const result = await objective.step(networks, 0, 0.01);
    await objective.close();
    expect(result).toMatchObject({loss: null, gradientNorm: null, reward: 0});
    expect(networks.policy.parameters.get("norm")).toEqual(base.parameters.get("norm"));
  });
});
