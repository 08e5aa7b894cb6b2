import type {Architecture, Parameters} from "../../engines/micro/architecture.js";
import {AdamW, type AdamWOptions} from "../autograd/adam-w.js";
import {copyParameters, startNetwork, type Network} from "../autograd/network.js";
import type {TrainingText} from "../autograd/text-batch.js";
import {valueHead} from "../autograd/value-graph.js";
import {ValueLoss} from "../autograd/value-loss.js";
import type {CriticRules} from "../algorithms/algorithm.js";

/** A completion with its reward and the critic's values of it at the time it was written. */
export interface ValuedText extends TrainingText {
  reward: number;
  values: ArrayLike<number>;
}

/** Estimates the reward to come before each token of a completion, and learns to. */
export class Critic {
  private readonly loss: ValueLoss;
  private readonly architecture: Architecture;
  private readonly options: AdamWOptions;
  private readonly rules: CriticRules;

  private constructor(
    loss: ValueLoss,
    architecture: Architecture,
    options: AdamWOptions,
    rules: CriticRules
  ) {
    this.loss = loss;
    this.architecture = architecture;
    this.options = options;
    this.rules = rules;
  }

  static async create(
    architecture: Architecture,
    options: AdamWOptions,
    rules: CriticRules,
    threads: number
  ): Promise<Critic> {
    return new Critic(await ValueLoss.create(architecture, threads), architecture, options, rules);
  }

  /** A new critic: the policy's weights, with a head of zeros, so that all its values are 0. */
  start(policy: Parameters): Network {
    const parameters = copyParameters(policy);
    parameters.delete("head");
    return startNetwork(parameters.set(valueHead, new Float32Array(this.architecture.width)));
  }

  /** The values before each token of the completions. */
  async values({parameters}: Network, texts: readonly TrainingText[]): Promise<Float32Array[]> {
    if (texts.length === 0) return [];
    const rows = texts.map(({prompt, completion, picture}) => ({
      prompt,
      completion,
      picture,
      returns: completion.map(() => 0),
      weight: 0
    }));
    return (await this.loss.run(parameters, rows)).values;
  }

  /** Makes one update of the network, in place, on the mean over tokens of the squared error; none where there are no texts. */
  async learn({parameters, optimizer}: Network, texts: readonly ValuedText[]): Promise<void> {
    if (texts.length === 0) return;
    const weight = 1 / texts.reduce((sum, {completion}) => sum + completion.length, 0);
    const rows = texts.map(({prompt, completion, picture, reward, values}) => ({
      prompt,
      completion,
      picture,
      returns: this.rules.returns(reward, values),
      weight
    }));
    const {gradients} = await this.loss.run(parameters, rows);
    new AdamW(this.options, optimizer).update(parameters, gradients, this.rules.learningRate);
  }

  async close(): Promise<void> {
    await this.loss.close();
  }
}
