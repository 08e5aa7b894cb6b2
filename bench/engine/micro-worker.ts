import {join} from "node:path";
import type {SamplingSettings} from "../../loaders/engines/engine.js";
import {
  loadMicroEngine,
  type MicroEngine,
  type MicroGeneration
} from "../../loaders/engines/micro/micro-engine.js";
import {readModelFolder} from "../../loaders/engines/micro/model-folder.js";
import {Tokenizer} from "../../loaders/engines/micro/tokenizer.js";
import {Learner} from "../../loaders/training/autograd/learner.js";
import {copyParameters, startNetwork, type Network} from "../../loaders/training/autograd/network.js";
import {optimizerOptions, readRecipe} from "../../loaders/training/recipe/recipe.js";
import type {TokenText, TrainAnswer, TrainingBatch} from "./protocol.js";
import {measure, type WorkDone} from "./work-done.js";

/** Our engine and trainer at the same work as the peers, on all cores. */
export class MicroWorker {
  private readonly engine: MicroEngine;
  private readonly learner: Learner;
  private readonly network: Network;
  private readonly tokenizer: Tokenizer;

  private constructor(engine: MicroEngine, learner: Learner, network: Network, tokenizer: Tokenizer) {
    this.engine = engine;
    this.learner = learner;
    this.network = network;
    this.tokenizer = tokenizer;
  }

  static async create(folder: string, settings: SamplingSettings, threads: number): Promise<MicroWorker> {
    const {architecture, parameters, words} = readModelFolder(folder);
    const options = optimizerOptions(readRecipe(join(folder, "recipe.yaml")));
    return new MicroWorker(
      loadMicroEngine({model: folder, settings, workers: threads}),
      await Learner.create(architecture, options, {threads}),
      startNetwork(copyParameters(parameters)),
      new Tokenizer(words)
    );
  }

  async sample(prompts: readonly string[], seed: number): Promise<WorkDone> {
    return measure(async () => {
      const drawn = await this.draw(prompts, seed);
      return drawn.reduce((sum, {completionTokens}) => sum + completionTokens, 0);
    });
  }

  async train(batches: readonly TrainingBatch[]): Promise<TrainAnswer> {
    const losses: number[] = [];
    const done = await measure(async () => {
      let tokens = 0;
      for (const {texts, rate} of batches) {
        const learned = texts.reduce((sum, {completion}) => sum + completion.length, 0);
        const rows = texts.map((text) => ({
          ...text,
          coefficients: new Array<number>(text.completion.length).fill(1 / learned)
        }));
        losses.push((await this.learner.learn(this.network, rows, rate))!.loss);
        tokens += texts.reduce((sum, {prompt, completion}) => sum + prompt.length + completion.length, 0);
      }
      return tokens;
    });
    return {...done, losses};
  }

  /** Completions with the log-probability of each token under the model. */
  async scored(
    prompts: readonly string[],
    seed: number
  ): Promise<{texts: TokenText[]; logprobs: Float32Array[]}> {
    const drawn = await this.draw(prompts, seed);
    const scores = await this.engine.score(drawn.map((each, index) => ({...each, prompt: prompts[index]!})));
    const texts = drawn.map(({completion, finishReason}, index) => ({
      prompt: this.tokenizer.encode(prompts[index]!),
      completion: [
        ...this.tokenizer.encode(completion),
        ...(finishReason === "stop" ? [this.tokenizer.end] : [])
      ]
    }));
    return {texts, logprobs: scores.map((score) => score!.logprobs)};
  }

  async close(): Promise<void> {
    await Promise.all([this.engine.close(), this.learner.close()]);
  }

  private async draw(prompts: readonly string[], seed: number): Promise<MicroGeneration[]> {
    const requests = prompts.map((prompt, index) => ({prompt, seed: seed + index}));
    const {batchSize} = this.engine;
    const batches = Array.from({length: Math.ceil(requests.length / batchSize)}, (_, batch) =>
      requests.slice(batch * batchSize, (batch + 1) * batchSize)
    );
    return (await Promise.all(batches.map((batch) => this.engine.generate(batch)))).flat();
  }
}
