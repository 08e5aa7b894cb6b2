import type {Parameters} from "../../engines/micro/architecture.js";

export interface AdamWOptions {
  beta1: number;
  beta2: number;
  /** Decoupled weight decay of matrices; norms' scales do not decay. */
  weightDecay: number;
  /** Largest norm of the whole gradient; a longer one is scaled down to it. */
  maxGradientNorm: number;
}

/** Running means of the gradient and of its square, by parameter, and how often they were updated. */
export interface AdamWState {
  first: Map<string, Float32Array>;
  second: Map<string, Float32Array>;
  updates: number;
}

/** AdamW with bias correction and clipping by global norm. Kingma and Ba 2015; Loshchilov and Hutter 2019. */
export class AdamW {
  private readonly options: AdamWOptions;
  private readonly means: AdamWState;

  /** Goes on from a state, which it changes in place. */
  constructor(options: AdamWOptions, state: AdamWState) {
    this.options = options;
    this.means = state;
  }

  /** The state before the first update. */
  static initialState(parameters: Parameters): AdamWState {
    return {first: zerosLike(parameters), second: zerosLike(parameters), updates: 0};
  }

  /** Moves the parameters in place. Returns the gradient's norm before clipping. */
  update(parameters: Parameters, gradients: Parameters, learningRate: number): number {
    const {beta1, beta2, weightDecay, maxGradientNorm} = this.options;
    const updates = ++this.means.updates;
    const norm = globalNorm(gradients);
    const scale = Math.min(1, maxGradientNorm / (norm + 1e-12));
    const correction1 = 1 / (1 - beta1 ** updates);
    const correction2 = 1 / (1 - beta2 ** updates);
    for (const [name, weights] of parameters) {
      const gradient = gradients.get(name)!;
      const first = this.means.first.get(name)!;
      const second = this.means.second.get(name)!;
      const kept = name.endsWith("norm") ? 1 : 1 - learningRate * weightDecay;
      for (let i = 0; i < weights.length; i++) {
        const slope = gradient[i]! * scale;
        first[i] = beta1 * first[i]! + (1 - beta1) * slope;
        second[i] = beta2 * second[i]! + (1 - beta2) * slope * slope;
        const step = (first[i]! * correction1) / (Math.sqrt(second[i]! * correction2) + 1e-8);
        weights[i] = weights[i]! * kept - learningRate * step;
      }
    }
    return norm;
  }
}

/** Euclidean norm of all gradients taken as one vector. */
export function globalNorm(gradients: Parameters): number {
  let sum = 0;
  for (const gradient of gradients.values()) {
    for (const slope of gradient) sum += slope * slope;
  }
  return Math.sqrt(sum);
}

function zerosLike(parameters: Parameters): Map<string, Float32Array> {
  return new Map(Array.from(parameters, ([name, {length}]) => [name, new Float32Array(length)]));
}
