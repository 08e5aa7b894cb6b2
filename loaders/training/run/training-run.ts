import {createHash} from "node:crypto";
import {rmSync} from "node:fs";
import {copyParameters} from "../autograd/network.js";
import {learningRate, type Schedule} from "../recipe/learning-rate.js";
import type {Objective} from "../recipe/objective.js";
import type {Recipe} from "../recipe/recipe.js";
import {searchSteps} from "../recipe/schedule.js";
import {readCheckpoint, writeCheckpoint, type Checkpoint} from "./checkpoint.js";
import type {TrainingLogRow} from "../../schema/training-log.js";
import type {Validation} from "./validation.js";

export interface TrainingRunOptions {
  recipe: Recipe;
  /** The run's own learning rate, one of the recipe's. */
  schedule: Schedule;
  objective: Objective;
  validation: Validation;
  /** Identities of the models that the run reads, and the number of threads: what decides the result besides recipe and rate. */
  identity: readonly unknown[];
  checkpointFile: string;
  /** Starts at step 0 even where a checkpoint lies. */
  fresh: boolean;
  onStep?: ((row: TrainingLogRow) => void) | undefined;
  /** Stops after the step under way. */
  signal?: AbortSignal | undefined;
}

/** Steps between two checkpoints. */
const CHECKPOINT_STEPS = 200;

/** One run of a recipe at one learning rate, which can be stopped and go on from its checkpoint. */
export class TrainingRun {
  readonly schedule: Schedule;
  readonly state: Checkpoint;
  private readonly options: TrainingRunOptions;

  /** Goes on from the checkpoint, or starts anew where there is none. */
  constructor(options: TrainingRunOptions) {
    const {recipe, schedule, objective, identity, checkpointFile, fresh} = options;
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([recipe, schedule, ...identity]))
      .digest("hex");
    this.options = options;
    this.schedule = schedule;
    this.state = (fresh ? null : readCheckpoint(checkpointFile, fingerprint)) ?? {
      fingerprint,
      step: 0,
      seconds: 0,
      networks: objective.start(),
      kept: [],
      log: []
    };
  }

  /** Takes steps until so many are done, or the signal comes, and leaves a checkpoint. Returns whether they are done. */
  async advance(steps: number): Promise<boolean> {
    const {state} = this;
    const {checkpointFile, signal, onStep} = this.options;
    if (state.step >= steps) return true;
    while (state.step < steps && signal?.aborted !== true) {
      const start = performance.now();
      const row = await this.takeStep();
      state.log.push(row);
      state.step++;
      state.seconds += (performance.now() - start) / 1000;
      this.keep();
      onStep?.(row);
      if (state.step % CHECKPOINT_STEPS === 0 && state.step < steps)
        await writeCheckpoint(checkpointFile, state);
    }
    await writeCheckpoint(checkpointFile, state);
    return state.step === steps;
  }

  removeCheckpoint(): void {
    rmSync(this.options.checkpointFile, {force: true});
  }

  private async takeStep(): Promise<TrainingLogRow> {
    const {recipe, objective, validation} = this.options;
    const {step, networks, log} = this.state;
    const rate = learningRate(this.schedule, step, recipe.steps);
    const result = await objective.step(networks, step, rate);
    return {
      step: step + 1,
      loss: result.loss,
      reward: result.reward,
      response_length: result.responseLength,
      entropy: result.entropy,
      kl_to_base: result.klToBase,
      clip_fraction: result.clipFraction,
      learning_rate: rate,
      gradient_norm: result.gradientNorm,
      tokens: (log.at(-1)?.tokens ?? 0) + result.tokens,
      validation_pass_at_1: this.validates(step + 1)
        ? await validation.passAt1(networks.policy.parameters)
        : null
    };
  }

  private validates(step: number): boolean {
    const {steps, validation, learning_rate, keep_steps} = this.options.recipe;
    const places = [steps, searchSteps(learning_rate), ...(keep_steps ?? [])];
    return step % validation.every === 0 || places.includes(step);
  }

  private keep(): void {
    const {step, seconds, networks, kept} = this.state;
    if (this.options.recipe.keep_steps?.includes(step) === true)
      kept.push({step, seconds, parameters: copyParameters(networks.policy.parameters)});
  }
}
