import type {FinishReason} from "../../schema/completion.js";
import {mostPower} from "../../schema/study/fields.js";
import {UserError} from "../../schema/user-error.js";
import type {
  Engine,
  Generation,
  GenerationRequest,
  SamplingSettings,
  ScoringRequest,
  TokenScores
} from "../engine.js";
import {picturePlaces, type Architecture} from "./architecture.js";
import {paddedLength} from "./batching.js";
import type {GeneratedTokens, GenerationJob} from "./generator.js";
import {readModelFolder} from "./model-folder.js";
import {MOST_ATTEMPTS} from "./power/power-generator.js";
import {readPicture, type PicturePatches} from "./picture-input.js";
import type {JobScores, ScoringJob} from "./scorer.js";
import {completionsPerRun} from "./prompt-runs.js";
import {endWord, Tokenizer} from "./tokenizer.js";
import {WorkerPool} from "./worker-pool.js";
import type {ModelReference, ScoreTask} from "./worker.js";

export interface MicroEngineOptions {
  /** Folder with model.safetensors and config.json. */
  model: string;
  settings: SamplingSettings;
  /** Worker threads of the engine's own, each with a session of its own; default: one a core. */
  workers?: number | undefined;
  /** Threads that outlive the engine, instead of its own. */
  pool?: WorkerPool | undefined;
}

/** A micro model counts its tokens and knows why it stopped. */
export interface MicroGeneration extends Generation {
  completionTokens: number;
  finishReason: FinishReason;
}

/** A token of a power of the distribution has no distribution of its own to tell the entropy of. */
type DrawnTokens = Omit<GeneratedTokens, "meanEntropy"> & Partial<Pick<GeneratedTokens, "meanEntropy">>;

/**
 * Runs a micro model on onnxruntime in worker threads. onnxruntime-node blocks its thread for the whole of a run, so that
 * sessions in one thread would take turns.
 */
export class MicroEngine implements Engine {
  readonly name = "micro";
  readonly source: string;
  readonly batchSize = completionsPerRun;
  readonly concurrency: number;
  /** All of a benchmark of the default study; 20 seconds of the dearest model. */
  readonly drawnTogether = 2 ** 16;
  private readonly architecture: Architecture;
  private readonly words: readonly string[];
  private readonly tokenizer: Tokenizer;
  private readonly settings: SamplingSettings;
  private readonly model: ModelReference;
  private readonly pool: WorkerPool;
  private readonly ownsPool: boolean;
  private readonly pictures = new Map<string, Float32Array>();
  private encoded: {prompt: string; tokens: readonly number[]} | null = null;

  /** Reads the model; a bad folder or bad settings are a UserError. Worker threads start with the first request. */
  constructor({model: folder, settings, workers, pool}: MicroEngineOptions) {
    checkSettings(settings);
    const {architecture, words, source} = readModelFolder(folder);
    this.source = source;
    this.architecture = architecture;
    this.words = words;
    this.tokenizer = new Tokenizer(words);
    this.settings = settings;
    this.model = {folder, source};
    this.pool = pool ?? new WorkerPool(workers);
    this.ownsPool = pool === undefined;
    // More calls than there are workers: batches wait in the pool's queue while this thread stores what others drew.
    this.concurrency = 3 * this.pool.workers;
  }

  /** A model with a picture sees zeros where a request has none; a model of text alone does not look at a request's picture. */
  async generate(requests: readonly GenerationRequest[]): Promise<MicroGeneration[]> {
    const jobs = requests.map(({prompt, image, seed}): GenerationJob => ({
      prompt: this.encodePrompt(prompt),
      picture: this.picture(image),
      seed
    }));
    const drawn = await this.draw(jobs);
    return drawn.map(({tokens, ended, sumLogprob, meanEntropy = null}) => ({
      completion: this.tokenizer.decode(tokens),
      completionTokens: tokens.length,
      finishReason: ended ? "stop" : "length",
      sumLogprob,
      meanEntropy
    }));
  }

  private async draw(jobs: GenerationJob[]): Promise<DrawnTokens[]> {
    const {power, maxTokens} = this.settings;
    if (power === undefined) return this.pool.generate({model: this.model, jobs, settings: this.settings});
    const drawn = await this.pool.generatePower({model: this.model, jobs, settings: {power, maxTokens}});
    return drawn.map((tokens) => {
      if (tokens !== null) return tokens;
      throw new UserError(
        `power ${power}: ${MOST_ATTEMPTS} draws of a completion failed, since the model spreads over too many texts: raise the power, or leave it out`
      );
    });
  }

  /**
   * Log-probability and entropy (nats, temperature 1) of each token of given completions under this model, the end token
   * included where the completion ended by itself. Null for a text that the model cannot read: too long, or with a word
   * that it does not know. `tops`: how many of the likeliest tokens are told at each place.
   */
  async score(requests: readonly ScoringRequest[], tops = 0): Promise<(TokenScores | null)[]> {
    const told = Math.min(tops, this.words.length);
    const scored = await this.scored(requests, {tops: told});
    return scored.map((job) => (job === null ? null : withTops(job, told, this.words)));
  }

  /** `score` with the log-probabilities of the sampler: temperature and nucleus, exact. */
  scoreSampled(requests: readonly ScoringRequest[]): Promise<(TokenScores | null)[]> {
    return this.scored(requests, {tops: this.words.length, sampling: this.settings});
  }

  private async scored(
    requests: readonly ScoringRequest[],
    how: Pick<ScoreTask, "tops" | "sampling">
  ): Promise<(JobScores | null)[]> {
    const jobs = requests.map((request) => this.scoringJob(request));
    const readable = jobs.filter((job) => job !== null);
    // Few texts are shared out evenly, so that no thread waits for another's.
    const size = Math.min(this.batchSize, Math.max(1, Math.ceil(readable.length / this.pool.workers)));
    const parts = Array.from({length: Math.ceil(readable.length / size)}, (_, part) =>
      readable.slice(part * size, (part + 1) * size)
    );
    const scored = await Promise.all(
      parts.map((part) => this.pool.score({model: this.model, jobs: part, ...how}))
    );
    const scores = scored.flat().values();
    return jobs.map((job) => (job === null ? null : scores.next().value!));
  }

  /** The words of a completion that `score` gives numbers for. Throws a UserError that says why the model cannot read the text. */
  tokens(request: ScoringRequest): string[] {
    this.tokenizer.encode(request.prompt);
    const words = this.tokenizer.encode(request.completion).map((token) => this.words[token]!);
    if (this.scoringJob(request) === null)
      throw new UserError("the prompt is empty, or the text is longer than the model's context");
    return request.finishReason === "stop" ? [...words, endWord] : words;
  }

  async close(): Promise<void> {
    if (this.ownsPool) await this.pool.close();
  }

  /** The same array for the same prompt, as long as no other comes between. */
  private encodePrompt(prompt: string): readonly number[] {
    if (this.encoded?.prompt !== prompt) this.encoded = {prompt, tokens: this.checkedPrompt(prompt)};
    return this.encoded.tokens;
  }

  private checkedPrompt(prompt: string): readonly number[] {
    const tokens = this.tokenizer.encode(prompt);
    if (tokens.length === 0) throw new UserError("cannot complete an empty prompt");
    const {context} = this.architecture;
    if (picturePlaces(this.architecture.picture) + paddedLength(tokens.length) >= context) {
      throw new UserError(
        `a prompt of ${tokens.length} tokens leaves no room in the model's context of ${context}: ${prompt.slice(0, 60)}`
      );
    }
    return tokens;
  }

  /** Each file is read once. */
  private picture(image: string | undefined): PicturePatches {
    const {picture} = this.architecture;
    if (picture === undefined || image === undefined) return undefined;
    const known = this.pictures.get(image);
    if (known !== undefined) return known;
    const patches = readPicture(image, picture);
    this.pictures.set(image, patches);
    return patches;
  }

  private scoringJob({prompt, image, completion, finishReason}: ScoringRequest): ScoringJob | null {
    if (!this.tokenizer.knows(prompt) || !this.tokenizer.knows(completion)) return null;
    const end = finishReason === "stop" ? [this.tokenizer.end] : [];
    const job = {
      prompt: this.tokenizer.encode(prompt),
      picture: this.picture(image),
      completion: [...this.tokenizer.encode(completion), ...end]
    };
    const length = job.prompt.length + job.completion.length;
    const places = picturePlaces(this.architecture.picture) + paddedLength(length);
    return job.prompt.length === 0 || places > this.architecture.context ? null : job;
  }
}

/** Scores with the likeliest tokens as words. */
function withTops({ranked, ...scores}: JobScores, tops: number, words: readonly string[]): TokenScores {
  if (ranked === undefined) return scores;
  const {tokens, logprobs} = ranked;
  return {
    ...scores,
    tops: Array.from(scores.logprobs, (_, place) =>
      Array.from({length: tops}, (_, rank) => ({
        token: words[Number(tokens[place * tops + rank]!)]!,
        logprob: logprobs[place * tops + rank]!
      }))
    )
  };
}

/** Loads a model for sampling and scoring. */
export function loadMicroEngine(options: MicroEngineOptions): MicroEngine {
  return new MicroEngine(options);
}

function checkSettings({temperature, topP, maxTokens, power}: SamplingSettings): void {
  if (power !== undefined && !(power > 1 && power <= mostPower && temperature === 1 && topP === 1))
    throw new UserError(
      `invalid power ${power} at temperature ${temperature} and top-p ${topP}: give more than 1 and at most ${mostPower}, at temperature 1 and top-p 1`
    );
  if (!(temperature >= 0 && temperature < Infinity))
    throw new UserError(`invalid temperature ${temperature}: give 0 or more`);
  if (!(topP > 0 && topP <= 1)) throw new UserError(`invalid top-p ${topP}: give more than 0 and at most 1`);
  if (!Number.isInteger(maxTokens) || maxTokens < 1)
    throw new UserError(`invalid token limit ${maxTokens}: give an integer of 1 or more`);
}
