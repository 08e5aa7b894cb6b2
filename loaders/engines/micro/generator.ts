import type {InferenceSession, Tensor} from "onnxruntime-node";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {SamplingSettings} from "../engine.js";
import {picturePlaces, type Architecture, type Parameters} from "./architecture.js";
import {rowStep} from "./batching.js";
import {generationGraph} from "./generation-graph.js";
import type {PicturePatches} from "./picture-input.js";
import {makePromptRuns, type PromptRun} from "./prompt-runs.js";
import {createSession, floats, integers, parameterFeeds, pictureFeeds} from "./session.js";
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
 * and the seed alone, bit for bit: a prompt's padding does not depend on the other prompts, and a row computes the same
 * whatever the others are and however many completions share it.
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
    for (const run of makePromptRuns(jobs)) {
      const drawn = await this.run(weights, jobs, run, settings);
      for (const [at, index] of run.groups.flat().entries()) results[index] = drawn[at]!;
    }
    return results;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** The completions of a run, prompt by prompt. */
  private async run(
    weights: Record<string, Tensor>,
    jobs: readonly GenerationJob[],
    {length, groups}: PromptRun,
    settings: SamplingSettings
  ): Promise<GeneratedTokens[]> {
    const places = picturePlaces(this.architecture.picture);
    const steps = Math.min(settings.maxTokens, this.architecture.context - places - length);
    if (steps < 1)
      throw new RangeError(`a prompt of ${length} tokens fills the context of ${this.architecture.context}`);
    const prompts = groups.map(([first]) => jobs[first!]!);
    const promptRows = groups.flatMap((group, row) => group.map(() => BigInt(row)));
    const seeds = groups.flat().map((index) => jobs[index]!.seed);
    const outputs = await this.session.run({
      ...weights,
      ...promptFeeds(prompts, length, this.architecture),
      ...samplingFeeds(settings),
      prompt_rows: integers(BigInt64Array.from(promptRows), [seeds.length]),
      uniforms: floats(uniforms(seeds, steps), [steps, seeds.length])
    });
    const written: WrittenSteps = {
      tokens: outputs.tokens!.data as BigInt64Array,
      logprobs: outputs.logprobs!.data as Float32Array,
      entropies: outputs.entropies!.data as Float32Array
    };
    return seeds.map((_, at) => this.completion(written, at, seeds.length));
  }

  /** The column of one completion, up to its end token. */
  private completion(
    {tokens, logprobs, entropies}: WrittenSteps,
    first: number,
    width: number
  ): GeneratedTokens {
    const own: number[] = [];
    let sumLogprob = 0;
    let sumEntropy = 0;
    for (let at = first; at < tokens.length && own.at(-1) !== this.end; at += width) {
      own.push(Number(tokens[at]!));
      sumLogprob = Math.fround(sumLogprob + logprobs[at]!);
      sumEntropy = Math.fround(sumEntropy + entropies[at]!);
    }
    return {tokens: own, ended: own.at(-1) === this.end, sumLogprob, meanEntropy: sumEntropy / own.length};
  }
}

/** What a run wrote, each [steps, completions]. */
interface WrittenSteps {
  tokens: BigInt64Array;
  logprobs: Float32Array;
  entropies: Float32Array;
}

/** The prompts, filled up to a multiple of `rowStep`. */
function promptFeeds(
  jobs: readonly GenerationJob[],
  length: number,
  {picture}: Architecture
): Record<string, Tensor> {
  const places = picturePlaces(picture);
  const rows = Math.ceil(jobs.length / rowStep) * rowStep;
  const prompts = new BigInt64Array(rows * length);
  const lengths = new BigInt64Array(rows).fill(BigInt(places + 1));
  for (const [row, {prompt}] of jobs.entries()) {
    for (const [at, token] of prompt.entries()) prompts[row * length + at] = BigInt(token);
    lengths[row] = BigInt(places + prompt.length);
  }
  const pictures = jobs.map((job) => job.picture);
  return {
    prompts: integers(prompts, [rows, length]),
    prompt_lengths: integers(lengths, [rows]),
    ...pictureFeeds(pictures, rows, picture)
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

/** The numbers that decide the tokens, [steps, completions]. */
function uniforms(seeds: readonly number[], steps: number): Float32Array {
  const numbers = new Float32Array(steps * seeds.length);
  for (const [at, seed] of seeds.entries()) {
    const random = createRandom(seed);
    for (let step = 0; step < steps; step++) numbers[step * seeds.length + at] = random.uniform();
  }
  return numbers;
}
