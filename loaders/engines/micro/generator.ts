import type {InferenceSession, Tensor} from "onnxruntime-node";
import {createRandom} from "../../random/random.js";
import type {SamplingSettings} from "../engine.js";
import type {Architecture, Parameters} from "./architecture.js";
import {batchRows, makeBatches, type Batch} from "./batching.js";
import {generationGraph} from "./generation-graph.js";
import {picturePlaces, type PicturePatches} from "./picture-input.js";
import {booleans, createSession, floats, integers, parameterFeeds, pictureFeeds} from "./session.js";
import type {Tokenizer} from "./tokenizer.js";

/** A completion to draw: the prompt's tokens, and the seed of the sampling noise. */
export interface GenerationJob {
  prompt: readonly number[];
  /** Only read by a model with a picture. */
  picture?: PicturePatches;
  seed: number;
}

/** A drawn completion. */
export interface GeneratedTokens {
  /** With the end token, if the model wrote one. */
  tokens: number[];
  /** Whether the model ended the completion; false where the token limit cut it. */
  ended: boolean;
  /** Sum of the tokens' log-probabilities (nats) at temperature 1, the end token's included. */
  sumLogprob: number;
  /** Mean entropy (nats) of the distributions that the tokens were drawn from. */
  meanEntropy: number;
}

/**
 * Draws completions with one onnxruntime session. A completion depends on the weights, the settings, the picture, the prompt
 * and the seed alone, bit for bit: every run has the same number of rows, and a prompt's padding does not depend on the other
 * prompts.
 */
export class Generator {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;
  private readonly end: number;

  private constructor(session: InferenceSession, architecture: Architecture, end: number) {
    this.session = session;
    this.architecture = architecture;
    this.end = end;
  }

  static async create(architecture: Architecture, {end}: Pick<Tokenizer, "end">): Promise<Generator> {
    return new Generator(await createSession(generationGraph(architecture, end)), architecture, end);
  }

  /** One completion per job, in order. Prompt and completion together fit the context: a longer completion is cut. */
  async generate(
    parameters: Parameters,
    jobs: readonly GenerationJob[],
    settings: SamplingSettings
  ): Promise<GeneratedTokens[]> {
    const weights = parameterFeeds(this.architecture, parameters);
    const results: GeneratedTokens[] = [];
    for (const batch of makeBatches(jobs.map(({prompt}) => prompt.length))) {
      const rows = batch.indices.map((index) => jobs[index]!);
      const drawn = await this.run(weights, rows, batch, settings);
      for (const [row, index] of batch.indices.entries()) results[index] = drawn[row]!;
    }
    return results;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async run(
    weights: Record<string, Tensor>,
    jobs: readonly GenerationJob[],
    {length}: Batch,
    settings: SamplingSettings
  ): Promise<GeneratedTokens[]> {
    const places = picturePlaces(this.architecture.picture);
    const steps = Math.min(settings.maxTokens, this.architecture.context - places - length);
    if (steps < 1)
      throw new RangeError(`a prompt of ${length} tokens fills the context of ${this.architecture.context}`);
    const outputs = await this.session.run({
      ...weights,
      ...promptFeeds(jobs, length, this.architecture),
      ...samplingFeeds(settings),
      uniforms: floats(uniforms(jobs, steps), [steps, batchRows]),
      cache_length: integers(BigInt64Array.of(BigInt(places + length + steps)), [1])
    });
    const tokens = outputs.tokens!.data as BigInt64Array;
    const sumLogprob = outputs.sum_logprob!.data as Float32Array;
    const sumEntropy = outputs.sum_entropy!.data as Float32Array;
    return jobs.map((_, row) => {
      const own = this.column(tokens, row);
      return {
        tokens: own,
        ended: own.at(-1) === this.end,
        sumLogprob: sumLogprob[row]!,
        meanEntropy: sumEntropy[row]! / own.length
      };
    });
  }

  /** A row's tokens up to its end token; a row that ended early goes on writing until the whole batch has ended. */
  private column(tokens: BigInt64Array, row: number): number[] {
    const own: number[] = [];
    for (let at = row; at < tokens.length; at += batchRows) {
      own.push(Number(tokens[at]!));
      if (own.at(-1) === this.end) break;
    }
    return own;
  }
}

function promptFeeds(
  jobs: readonly GenerationJob[],
  length: number,
  {picture}: Architecture
): Record<string, Tensor> {
  const places = picturePlaces(picture);
  const prompts = new BigInt64Array(batchRows * length);
  const lengths = new BigInt64Array(batchRows).fill(BigInt(places + 1));
  const active = new Uint8Array(batchRows);
  for (const [row, {prompt}] of jobs.entries()) {
    for (const [at, token] of prompt.entries()) prompts[row * length + at] = BigInt(token);
    lengths[row] = BigInt(places + prompt.length);
    active[row] = 1;
  }
  return {
    prompts: integers(prompts, [batchRows, length]),
    prompt_lengths: integers(lengths, [batchRows]),
    active: booleans(active, [batchRows]),
    ...pictureFeeds(
      jobs.map((job) => job.picture),
      batchRows,
      picture
    )
  };
}

/** Temperature 0 keeps only the likeliest token, the first one where several are equal. */
function samplingFeeds({temperature, topP}: SamplingSettings): Record<string, Tensor> {
  const greedy = temperature === 0;
  return {
    inverse_temperature: floats(Float32Array.of(greedy ? 1 : 1 / temperature), []),
    top_p: floats(Float32Array.of(greedy ? 1e-30 : topP), [])
  };
}

function uniforms(jobs: readonly GenerationJob[], steps: number): Float32Array {
  const numbers = new Float32Array(steps * batchRows);
  for (const [row, {seed}] of jobs.entries()) {
    const random = createRandom(seed);
    for (let step = 0; step < steps; step++) numbers[step * batchRows + row] = random();
  }
  return numbers;
}
