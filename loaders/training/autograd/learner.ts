import type {Architecture} from "../../engines/micro/architecture.js";
import {AdamW, type AdamWOptions} from "./adam-w.js";
import {Loss, type LossOptions, type TrainingRow} from "./loss.js";
import type {Network} from "./network.js";

/** What one update did. */
export interface Update {
  loss: number;
  /** Mean entropy (nats) of the rows' tokens before the update. */
  entropy: number;
  /** Euclidean norm before clipping. */
  gradientNorm: number;
}

/** Updates policies: one loss graph and one optimizer setting. */
export class Learner {
  private readonly loss: Loss;
  private readonly options: AdamWOptions;

  private constructor(loss: Loss, options: AdamWOptions) {
    this.loss = loss;
    this.options = options;
  }

  static async create(
    architecture: Architecture,
    options: AdamWOptions,
    lossOptions: LossOptions
  ): Promise<Learner> {
    return new Learner(await Loss.create(architecture, lossOptions), options);
  }

  /** Makes one update of the network, in place; none, and null, where there are no rows. */
  async learn(
    {parameters, optimizer}: Network,
    rows: readonly TrainingRow[],
    rate: number
  ): Promise<Update | null> {
    if (rows.length === 0) return null;
    const {loss, entropy, gradients} = await this.loss.run(parameters, rows);
    const gradientNorm = new AdamW(this.options, optimizer).update(parameters, gradients, rate);
    return {loss, entropy, gradientNorm};
  }

  async close(): Promise<void> {
    await this.loss.close();
  }
}
