import type {InferenceSession} from "onnxruntime-node";
import {parameterShapes, type Architecture, type Parameters} from "../../engines/micro/architecture.js";
import {createSession, parameterFeeds} from "../../engines/micro/session.js";
import {addGradients, batchParts} from "./batch-parts.js";
import {lossGraph} from "./loss-graph.js";
import {TextBatch, type TrainingText} from "./text-batch.js";

/** One text of a training batch. */
export interface TrainingRow extends TrainingText {
  /** One coefficient for each token of the completion; the prompt has no loss. */
  coefficients: ArrayLike<number>;
  /** Coefficient of the entropy at each token of the completion; only for a loss with an entropy bonus. */
  entropyCoefficient?: number;
}

export interface LossResult {
  /** - sum of coefficient * log-probability - sum of entropy coefficient * entropy. */
  loss: number;
  /** Mean entropy (nats) over the completion's tokens, of all rows. */
  entropy: number;
  /** Log-probabilities (nats) of each row's completion tokens. */
  logprobs: Float32Array[];
  gradients: Map<string, Float32Array>;
}

export interface LossOptions {
  /** Another number gives other low bits. */
  threads?: number | undefined;
  /** Whether rows have entropy coefficients. */
  entropyBonus?: boolean;
}

/** Computes loss and gradients with one onnxruntime session. The same inputs and number of threads give the same bits. */
export class Loss {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;
  private readonly entropyBonus: boolean;

  private constructor(session: InferenceSession, architecture: Architecture, entropyBonus: boolean) {
    this.session = session;
    this.architecture = architecture;
    this.entropyBonus = entropyBonus;
  }

  static async create(
    architecture: Architecture,
    {threads, entropyBonus = false}: LossOptions = {}
  ): Promise<Loss> {
    const session = await createSession(lossGraph(architecture, {entropyBonus}), threads);
    return new Loss(session, architecture, entropyBonus);
  }

  /** Loss and gradients of a batch. Rows are padded to the longest one; many rows run in parts, whose gradients are added. */
  async run(parameters: Parameters, rows: readonly TrainingRow[]): Promise<LossResult> {
    const parts: PartResult[] = [];
    for (const part of batchParts(rows)) parts.push(await this.runPart(parameters, part));
    const entropies = parts.flatMap((part) => part.entropies);
    const count = entropies.reduce((sum, row) => sum + row.length, 0);
    return {
      loss: parts.reduce((sum, part) => sum + part.loss, 0),
      entropy: entropies.reduce((sum, row) => sum + total(row), 0) / count,
      logprobs: parts.flatMap((part) => part.logprobs),
      gradients: parts.map((part) => part.gradients).reduce(addGradients)
    };
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async runPart(parameters: Parameters, rows: readonly TrainingRow[]): Promise<PartResult> {
    const batch = new TextBatch(rows, this.architecture.picture);
    const entropyCoefficients = rows.map(({completion, entropyCoefficient = 0}) =>
      new Array<number>(completion.length).fill(entropyCoefficient)
    );
    const outputs = await this.session.run({
      ...parameterFeeds(this.architecture, parameters),
      ...batch.feeds(),
      targets: batch.targets(),
      coefficients: batch.spread(rows.map(({coefficients}) => coefficients)),
      ...(this.entropyBonus ? {entropy_coefficients: batch.spread(entropyCoefficients)} : {})
    });
    const logprobs = batch.gather(outputs.logprobs!);
    const entropies = batch.gather(outputs.entropies!);
    const policyLoss = -rows.reduce((sum, row, index) => sum + dot(row.coefficients, logprobs[index]!), 0);
    const bonus = rows.reduce(
      (sum, _, index) => sum + dot(entropyCoefficients[index]!, entropies[index]!),
      0
    );
    return {
      loss: policyLoss - bonus,
      entropies,
      logprobs,
      gradients: new Map(
        parameterShapes(this.architecture).map(({name}) => [name, outputs[`g.${name}`]!.data as Float32Array])
      )
    };
  }
}

interface PartResult extends Omit<LossResult, "entropy"> {
  entropies: Float32Array[];
}

function dot(left: ArrayLike<number>, right: Float32Array): number {
  return right.reduce((sum, value, index) => sum + value * left[index]!, 0);
}

function total(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
