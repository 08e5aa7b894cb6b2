import type {ChatMessage} from "../schema/problem.js";
import type {CompletionKey, FinishReason} from "../schema/completion.js";

/** How a policy samples. */
export interface SamplingSettings {
  /** 0 means greedy. */
  temperature: number;
  /** Nucleus mass, in (0, 1]. */
  topP: number;
  maxTokens: number;
  /**
   * Completions are drawn with probability proportional to p(completion)^power, where p is the model's own distribution of whole
   * completions: temperature and topP are then 1. More than 1; left out where nothing is raised. For engines that heed it
   * (`EngineDefinition.power`).
   */
  power?: number | undefined;
}

/** One completion to draw. The result depends on the model, the settings, the prompt and the seed alone: never on the rest of the batch. */
export interface GenerationRequest {
  prompt: string;
  /** A chat in place of the prompt, for engines that take one (`EngineDefinition.chat`); the prompt is then its contents. */
  messages?: readonly ChatMessage[];
  /** Texts at which the completion ends, for engines that take them (`EngineDefinition.stop`); they are no part of it. */
  stop?: readonly string[];
  /** Absolute path of the problem's picture, if it has one. */
  image?: string;
  seed: number;
  /** Which completion of a study is asked for. For engines that look completions up; one that draws must not heed it. */
  key?: CompletionKey;
}

export interface Generation {
  completion: string;
  /** Null if the engine does not count them. */
  completionTokens: number | null;
  /** Null if the engine does not know. */
  finishReason: FinishReason | null;
  sumLogprob: number | null;
  meanEntropy: number | null;
  /** Lower bound of the mean entropy at temperature 1, where only the most likely tokens are known. */
  entropyBound?: number | null;
  /** Lower bound of the mean entropy of the distributions that the tokens were drawn from; where it was asked for. */
  drawnEntropyBound?: number | null;
  /** What the model wrote apart from the completion, before it. */
  reasoning?: string | null;
  /** How often it was asked for until there was an answer; of engines that can fail. */
  attempts?: number;
  /** The seed that it was drawn with, where that is not the request's; null where nobody knows. */
  seed?: number | null;
}

/** A completion to score. */
export interface ScoringRequest {
  prompt: string;
  /** A chat in place of the prompt; see `GenerationRequest.messages`. */
  messages?: readonly ChatMessage[];
  /** Absolute path of the problem's picture, if it has one. */
  image?: string;
  completion: string;
  finishReason: FinishReason | null;
  /** Texts at which the completion may have ended in place of the model's own end. */
  stop?: readonly string[];
}

/** One number a completion token. */
export interface TokenScores {
  /** Log-probability (nats) at temperature 1. */
  logprobs: Float32Array;
  /** Entropy (nats) of the distribution at temperature 1 that the token was drawn from; null where nobody knows. */
  entropies: Float32Array | null;
  /** Log-probability (nats) of each token under the model's own sampler, -Infinity for one that it cannot draw; where it was asked for. */
  sampled?: Float64Array;
  /** Probability at the sampler's temperature of all tokens that are likelier: below top-p for a token of the nucleus; beside `sampled`. */
  ahead?: Float64Array;
  /** The likeliest tokens at each place, the likeliest first, as text; where they were asked for. */
  tops?: {token: string; logprob: number}[][];
}

/** How a model behind a server is asked, and what became of the requests. */
export interface ServedModel {
  /** Finds out what the server can do, by asking for completions of this request. Says what it found. Sets `batchSize` and `concurrency`. */
  prepare(request: GenerationRequest): Promise<readonly string[]>;
  /** Ends what is under way: those requests give null. */
  cancel(): void;
  /** Counts since the model was loaded. */
  readonly attempts: RequestTotals;
}

/** What became of requests. */
export interface RequestTotals {
  /** Failed attempts by reason. */
  failed: Readonly<Record<string, number>>;
  /** Completions that were given up, by the reason of the last attempt. */
  givenUp: Readonly<Record<string, number>>;
  /** What the last failed attempt said; empty for none. */
  lastMessage: string;
}

/** What an engine's `load` gives: a model that draws completions, and can score texts where it has `score` and `tokens`. */
export interface LoadedModel {
  /** How many requests make one efficient call of `generate`. Default 64. */
  readonly batchSize?: number;
  /**
   * How many completions are best drawn in one go, those of each problem side by side: for an engine that computes once what they
   * share. A kill loses as many. Default: those of one file.
   */
  readonly drawnTogether?: number;
  /** How many calls of `generate` may be under way at once. Default 1. */
  readonly concurrency?: number;
  /** One entry per request, in order; null where the request failed (a failed request is no completion). */
  generate(requests: readonly GenerationRequest[]): Promise<(Generation | null)[]>;
  /**
   * Log-probability and entropy of each token of given completions under this model, the end token included where the
   * completion ended by itself. Null for a text that the model cannot read. `tops`: how many of the likeliest tokens are
   * told at each place, at most 20; an engine need not know of it.
   */
  score?(requests: readonly ScoringRequest[], tops?: number): Promise<(TokenScores | null)[]>;
  /** `score` with what the sampler makes of the texts, at its temperature and nucleus (`TokenScores.sampled`); where the engine knows every token's probability. */
  scoreSampled?(requests: readonly ScoringRequest[]): Promise<(TokenScores | null)[]>;
  /** The tokens that `score` gives numbers for, as text. Throws an Error that says why the model cannot read the text. */
  tokens?(request: ScoringRequest): string[];
  /** Of models behind a server: completions come when they come, and some not at all. */
  readonly served?: ServedModel;
  close?(): Promise<void>;
}

/** A loaded model with its engine's name and its identity. */
export interface Engine extends LoadedModel {
  /** `micro`, `replay`, … */
  readonly name: string;
  /** Identity of the model: sha256 of the weights, or the served model's name. */
  readonly source: string;
  readonly batchSize: number;
  readonly concurrency: number;
  close(): Promise<void>;
}
