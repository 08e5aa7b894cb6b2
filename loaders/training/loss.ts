import type {InferenceSession} from "onnxruntime-node";
import {parameterShapes, type Architecture, type Parameters} from "../engines/micro/architecture.js";
import {createSession, floats, integers, parameterFeeds} from "../engines/micro/session.js";
import {lossGraph} from "./loss-graph.js";

/** One text of a training batch. */
export interface TrainingRow {
  prompt: readonly number[];
  /** With the end token, if it has one. */
  completion: readonly number[];
  /** One coefficient for each token of the completion; the prompt has no loss. */
  coefficients: ArrayLike<number>;
}

export interface LossResult {
  /** - sum of coefficient * log-probability. */
  loss: number;
  /** Mean entropy (nats) over the completion's tokens, of all rows. */
  entropy: number;
  /** Log-probabilities (nats) of each row's completion tokens. */
  logprobs: Float32Array[];
  gradients: Map<string, Float32Array>;
}

/** Computes loss and gradients with one onnxruntime session. The same inputs and number of threads give the same bits. */
export class Loss {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;

  private constructor(session: InferenceSession, architecture: Architecture) {
    this.session = session;
    this.architecture = architecture;
  }

  static async create(architecture: Architecture, threads = 1): Promise<Loss> {
    return new Loss(await createSession(lossGraph(architecture), threads), architecture);
  }

  /** Loss and gradients of a batch. Rows are padded to the longest one. */
  async run(parameters: Parameters, rows: readonly TrainingRow[]): Promise<LossResult> {
    const length = Math.max(...rows.map(({prompt, completion}) => prompt.length + completion.length - 1));
    const shape = [rows.length, length];
    const size = rows.length * length;
    const tokens = new BigInt64Array(size);
    const targets = new BigInt64Array(size);
    const coefficients = new Float32Array(size);
    for (const [index, row] of rows.entries()) {
      const start = index * length;
      const text = [...row.prompt, ...row.completion];
      for (let at = 0; at + 1 < text.length; at++) {
        tokens[start + at] = BigInt(text[at]!);
        targets[start + at] = BigInt(text[at + 1]!);
      }
      coefficients.set(Array.from(row.coefficients), start + row.prompt.length - 1);
    }
    const outputs = await this.session.run({
      ...parameterFeeds(this.architecture, parameters),
      tokens: integers(tokens, shape),
      targets: integers(targets, shape),
      coefficients: floats(coefficients, shape),
      positions: integers(
        BigInt64Array.from({length: size}, (_, at) => BigInt(at % length)),
        shape
      ),
      mask: floats(causalMask(length), [length, length])
    });
    const perToken = (name: string) => {
      const values = outputs[name]!.data as Float32Array;
      return rows.map(({prompt, completion}, index) => {
        const start = index * length + prompt.length - 1;
        return values.slice(start, start + completion.length);
      });
    };
    const logprobs = perToken("logprobs");
    const entropies = perToken("entropies");
    const count = entropies.reduce((sum, row) => sum + row.length, 0);
    return {
      loss: -rows.reduce((sum, row, index) => sum + dot(row.coefficients, logprobs[index]!), 0),
      entropy: entropies.reduce((sum, row) => sum + total(row), 0) / count,
      logprobs,
      gradients: new Map(
        parameterShapes(this.architecture).map(({name}) => [name, outputs[`g.${name}`]!.data as Float32Array])
      )
    };
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

function causalMask(length: number): Float32Array {
  return Float32Array.from({length: length * length}, (_, at) =>
    at % length > Math.floor(at / length) ? -1e9 : 0
  );
}

function dot(left: ArrayLike<number>, right: Float32Array): number {
  return right.reduce((sum, value, index) => sum + value * left[index]!, 0);
}

function total(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
