import type {InferenceSession} from "onnxruntime-node";
import type {Architecture, Parameters} from "../../engines/micro/architecture.js";
import {createSession, floats} from "../../engines/micro/session.js";
import {addGradients, batchParts} from "./batch-parts.js";
import {TextBatch, type TrainingText} from "./text-batch.js";
import {criticShapes, valueGraph} from "./value-graph.js";

/** A text with what a critic should say of it. */
export interface ValueRow extends TrainingText {
  /** One a token of the completion. */
  returns: readonly number[];
  /** Weight of each token's squared error. */
  weight: number;
}

export interface ValueResult {
  /** Sum of weight * (value - return)^2 / 2. */
  loss: number;
  /** The values before each token of each row's completion. */
  values: Float32Array[];
  gradients: Map<string, Float32Array>;
}

/** Computes a critic's values, loss and gradients with one onnxruntime session. */
export class ValueLoss {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;

  private constructor(session: InferenceSession, architecture: Architecture) {
    this.session = session;
    this.architecture = architecture;
  }

  static async create(architecture: Architecture, threads?: number): Promise<ValueLoss> {
    return new ValueLoss(await createSession(valueGraph(architecture), threads), architecture);
  }

  /** Loss, values and gradients of a batch; many rows run in parts, whose gradients are added. */
  async run(parameters: Parameters, rows: readonly ValueRow[]): Promise<ValueResult> {
    const parts: ValueResult[] = [];
    for (const part of batchParts(rows)) parts.push(await this.runPart(parameters, part));
    return {
      loss: parts.reduce((sum, part) => sum + part.loss, 0),
      values: parts.flatMap((part) => part.values),
      gradients: parts.map((part) => part.gradients).reduce(addGradients)
    };
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async runPart(parameters: Parameters, rows: readonly ValueRow[]): Promise<ValueResult> {
    const shapes = criticShapes(this.architecture);
    const batch = new TextBatch(rows, this.architecture.picture);
    const weights = shapes.map(
      ({name, shape}) => [`w.${name}`, floats(parameters.get(name)!, shape)] as const
    );
    const outputs = await this.session.run({
      ...Object.fromEntries(weights),
      ...batch.feeds(),
      returns: batch.spread(rows.map(({returns}) => returns)),
      value_weights: batch.spread(rows.map(({returns, weight}) => returns.map(() => weight)))
    });
    const values = batch.gather(outputs.values!);
    return {
      loss: rows.reduce((sum, row, index) => sum + weightedError(row, values[index]!), 0),
      values,
      gradients: new Map(shapes.map(({name}) => [name, outputs[`g.${name}`]!.data as Float32Array]))
    };
  }
}

function weightedError({returns, weight}: ValueRow, values: Float32Array): number {
  return returns.reduce((sum, target, at) => sum + (weight * (values[at]! - target) ** 2) / 2, 0);
}
