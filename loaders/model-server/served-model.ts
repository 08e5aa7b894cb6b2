import {resolve} from "node:path";
import {patches} from "../pictures/patches.js";
import {decodePng} from "../pictures/decode-png.js";
import type {
  Generation,
  GenerationRequest,
  SamplingSettings,
  ScoringRequest,
  TokenScores
} from "../engines/engine.js";
import {openLocalModel} from "../engines/local-model.js";
import {picturePlaces, type Architecture} from "../engines/micro/architecture.js";
import {paddedLength} from "../engines/micro/batching.js";
import {readModelConfig} from "../engines/micro/model-folder.js";
import {completionsPerRun} from "../engines/micro/prompt-runs.js";
import {padWord, Tokenizer} from "../engines/micro/tokenizer.js";
import {createWorkerPool} from "../engines/micro/worker-pool.js";
import {SharedResources} from "../engines/shared-resources.js";
import {UserError} from "../schema/user-error.js";
import {BatchQueue, type Lane} from "./batch-queue.js";
import type {Prompt} from "./draw-request.js";
import {ModelEngines} from "./model-engines.js";
import {PictureFiles} from "./picture-files.js";
import {badRequest, RequestError} from "./request-error.js";
import {wordPlaces, type WordPlace} from "./word-places.js";

/** Pictures that engines may hold before they are loaded anew: what bounds their memory. */
const MOST_PICTURES = 2000;

/** Where settings do not matter. */
const plain: SamplingSettings = {temperature: 1, topP: 1, maxTokens: 1};

/** A micro model that answers many callers: requests that wait are answered in common batches. */
export class ServedModel {
  /** Identity of the weights; see `Engine.source`. */
  readonly source: string;
  readonly architecture: Architecture;
  readonly pictures = new PictureFiles();
  private readonly tokenizer: Tokenizer;
  private readonly engines: ModelEngines;
  private readonly queue: BatchQueue;
  private readonly shared: SharedResources;
  private readonly workers: number;
  private clearedAt = 0;

  private constructor(
    source: string,
    config: ReturnType<typeof readModelConfig>,
    engines: ModelEngines,
    shared: SharedResources
  ) {
    this.source = source;
    this.architecture = config.architecture;
    this.tokenizer = new Tokenizer(config.words);
    this.engines = engines;
    this.shared = shared;
    this.workers = shared.get(createWorkerPool).workers;
    this.queue = new BatchQueue({batchSize: completionsPerRun, concurrency: this.workers});
  }

  /** Reads the model of a folder. Throws a UserError where there is none. */
  static async open(folder: string, threads?: number): Promise<ServedModel> {
    const shared = new SharedResources(threads);
    const model = await openLocalModel(folder, shared);
    const engines = new ModelEngines((settings) => model.load(settings));
    return new ServedModel(model.source, readModelConfig(resolve(folder)), engines, shared);
  }

  /** Places of the context that a prompt takes, filled up as the engine does; the words of its text. Throws a RequestError for one that it cannot read. */
  readPrompt({text, image}: Prompt): {words: WordPlace[]; places: number} {
    const words = this.words(text);
    try {
      this.tokenizer.encode(text);
      if (image !== null) this.checkPicture(image);
    } catch (error) {
      if (error instanceof UserError) throw badRequest(error.message, "prompt");
      throw error;
    }
    if (words.length === 0) throw badRequest("cannot complete an empty prompt", "prompt");
    return {words, places: this.placesOf(words.length)};
  }

  /** Places of the context that a text of so many tokens takes. */
  placesOf(tokens: number): number {
    return picturePlaces(this.architecture.picture) + paddedLength(tokens);
  }

  words(text: string): WordPlace[] {
    return wordPlaces(text, this.tokenizer.separator);
  }

  /** Draws completions; see `BatchQueue.submit` for `signal`. */
  generate(
    requests: readonly GenerationRequest[],
    settings: SamplingSettings,
    signal: AbortSignal
  ): Promise<(Generation | null)[]> {
    const lane: Lane<GenerationRequest, Generation | null> = {
      key: `generate ${settings.temperature} ${settings.topP} ${settings.maxTokens}`,
      run: (batch) => this.engines.use(settings, (engine) => engine.generate(batch))
    };
    return this.submit(lane, requests, signal);
  }

  /** Log-probabilities of texts, and those of the likeliest tokens at each place; see `LoadedModel.score`. */
  score(
    requests: readonly ScoringRequest[],
    tops: number,
    signal: AbortSignal
  ): Promise<(TokenScores | null)[]> {
    const lane: Lane<ScoringRequest, TokenScores | null> = {
      key: `score ${tops}`,
      run: (batch) => this.engines.use(plain, (engine) => engine.score!(batch, tops))
    };
    return this.submit(lane, requests, signal);
  }

  /** Starts every thread: no request waits for one. */
  async warmUp(): Promise<void> {
    const request = {prompt: padWord, seed: 0};
    await this.engines.use(plain, (engine) =>
      Promise.all(Array.from({length: this.workers}, () => engine.generate([request])))
    );
  }

  /** What has not been started is refused with 503. A thread that is ended in the middle of a batch would end the process. */
  async close(): Promise<void> {
    await this.queue.close(new RequestError(503, "the server is stopping"));
    await this.engines.clear();
    await this.shared.close();
    this.pictures.close();
  }

  private async submit<Request, Result>(
    lane: Lane<Request, Result>,
    requests: readonly Request[],
    signal: AbortSignal
  ): Promise<Result[]> {
    if (this.pictures.written - this.clearedAt > MOST_PICTURES) {
      this.clearedAt = this.pictures.written;
      await this.engines.clear();
    }
    return this.queue.submit(lane, requests, signal);
  }

  private checkPicture(bytes: Buffer): void {
    const {picture} = this.architecture;
    if (picture === undefined)
      throw badRequest("the model reads text alone: it takes no picture", "messages");
    const {count, size} = patches(decodePng(bytes, "image_url"), Math.sqrt(picture.size / 3));
    if (count === picture.patches) return;
    throw badRequest(
      `image_url has ${count} patches of ${size} numbers, but the model takes ${picture.patches}`,
      "messages"
    );
  }
}
