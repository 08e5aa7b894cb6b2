import type {FinishReason} from "../schema/completion.js";

/** How a policy samples. */
export interface SamplingSettings {
  /** 0 means greedy. */
  temperature: number;
  /** Nucleus mass, in (0, 1]. */
  topP: number;
  maxTokens: number;
}

/** One completion to draw. The result depends on the model, the settings, the prompt and the seed alone: never on the rest of the batch. */
export interface GenerationRequest {
  prompt: string;
  /** Absolute path of the problem's picture, if it has one. */
  image?: string;
  seed: number;
}

export interface Generation {
  completion: string;
  completionTokens: number;
  finishReason: FinishReason;
  sumLogprob: number | null;
  meanEntropy: number | null;
}

/** A loaded model that draws completions. */
export interface Engine {
  /** `micro`, `openai`, … */
  readonly name: string;
  /** Identity of the model: sha256 of the weights, or the served model's name. */
  readonly source: string;
  /** How many requests make one efficient call of `generate`. */
  readonly batchSize: number;
  /** How many calls of `generate` may be under way at once. */
  readonly concurrency: number;
  /** One entry per request, in order; null where the request failed (a failed request is no completion). */
  generate(requests: readonly GenerationRequest[]): Promise<(Generation | null)[]>;
  close(): Promise<void>;
}
