import type {InferenceSession, Tensor} from "onnxruntime-node";
import {createRandom} from "../../random/random.js";
import type {SamplingSettings} from "../engine.js";
import type {Architecture, Parameters} from "./architecture.js";
import {batchRows} from "./batching.js";
import {generationGraph} from "./generation-graph.js";
import {picturePlaces, type PicturePatches} from "./picture-input.js";
import {createSession, floats, integers, parameterFeeds, pictureFeeds} from "./session.js";
import {makeSlotBatches, type SlotBatch} from "./slots.js";
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
 * and the seed alone, bit for bit: every run has the same number of rows, a prompt's padding does not depend on the other
 * prompts, and a row computes the same whatever it wrote before.
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
    for (const batch of makeSlotBatches(jobs)) {
      const drawn = await this.run(weights, jobs, batch, settings);
      for (const [index, completion] of drawn) results[index] = completion;
    }
    return results;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async run(
    weights: Record<string, Tensor>,
    jobs: readonly GenerationJob[],
    {length, slots}: SlotBatch,
    settings: SamplingSettings
  ): Promise<Map<number, GeneratedTokens>> {
    const places = picturePlaces(this.architecture.picture);
    const tokenLimit = Math.min(settings.maxTokens, this.architecture.context - places - length);
    if (tokenLimit < 1)
      throw new RangeError(`a prompt of ${length} tokens fills the context of ${this.architecture.context}`);
    const outputs = await this.session.run({
      ...weights,
      ...promptFeeds(
        slots.map(([first]) => jobs[first!]!),
        length,
        this.architecture
      ),
      ...samplingFeeds(settings),
      ...quotaFeeds(jobs, slots, tokenLimit),
      cache_length: integers(BigInt64Array.of(BigInt(places + length + tokenLimit)), [1])
    });
    const written: WrittenSteps = {
      tokens: outputs.tokens!.data as BigInt64Array,
      logprobs: outputs.logprobs!.data as Float32Array,
      entropies: outputs.entropies!.data as Float32Array
    };
    return this.completions(written, slots, tokenLimit);
  }

  /** Cuts each row's column of steps into the completions of its jobs. */
  private completions(
    {tokens, logprobs, entropies}: WrittenSteps,
    slots: readonly number[][],
    tokenLimit: number
  ): Map<number, GeneratedTokens> {
    const completions = new Map<number, GeneratedTokens>();
    for (const [row, queue] of slots.entries()) {
      let at = row;
      for (const index of queue) {
        const own: number[] = [];
        let sumLogprob = 0;
        let sumEntropy = 0;
        do {
          own.push(Number(tokens[at]!));
          sumLogprob = Math.fround(sumLogprob + logprobs[at]!);
          sumEntropy = Math.fround(sumEntropy + entropies[at]!);
          at += batchRows;
        } while (own.at(-1) !== this.end && own.length < tokenLimit);
        const meanEntropy = sumEntropy / own.length;
        completions.set(index, {tokens: own, ended: own.at(-1) === this.end, sumLogprob, meanEntropy});
      }
    }
    return completions;
  }
}

/** What a run wrote, each [steps, batch rows]. */
interface WrittenSteps {
  tokens: BigInt64Array;
  logprobs: Float32Array;
  entropies: Float32Array;
}

function promptFeeds(
  jobs: readonly GenerationJob[],
  length: number,
  {picture}: Architecture
): Record<string, Tensor> {
  const places = picturePlaces(picture);
  const prompts = new BigInt64Array(batchRows * length);
  const lengths = new BigInt64Array(batchRows).fill(BigInt(places + 1));
  for (const [row, {prompt}] of jobs.entries()) {
    for (const [at, token] of prompt.entries()) prompts[row * length + at] = BigInt(token);
    lengths[row] = BigInt(places + prompt.length);
  }
  return {
    prompts: integers(prompts, [batchRows, length]),
    prompt_lengths: integers(lengths, [batchRows]),
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

/** How many completions each row writes, and the numbers that decide their tokens. */
function quotaFeeds(
  jobs: readonly GenerationJob[],
  slots: readonly number[][],
  tokenLimit: number
): Record<string, Tensor> {
  const steps = tokenLimit * Math.max(...slots.map((queue) => queue.length));
  const quotas = new BigInt64Array(batchRows);
  const uniforms = new Float32Array(batchRows * steps);
  for (const [row, queue] of slots.entries()) {
    quotas[row] = BigInt(queue.length);
    let at = row * steps;
    for (const index of queue) {
      const random = createRandom(jobs[index]!.seed);
      for (let token = 0; token < tokenLimit; token++) uniforms[at++] = random();
    }
  }
  return {
    quotas: integers(quotas, [batchRows]),
    token_limit: integers(BigInt64Array.of(BigInt(tokenLimit)), []),
    uniforms: floats(uniforms, [batchRows, steps])
  };
}
