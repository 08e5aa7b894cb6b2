import type {InferenceSession, Tensor} from "onnxruntime-node";
import type {TokenScores} from "../engine.js";
import {picturePlaces, type Architecture, type Parameters} from "./architecture.js";
import {batchRows, makeBatches} from "./batching.js";
import {scoringGraph} from "./scoring-graph.js";
import type {PicturePatches} from "./picture-input.js";
import {createSession, integers, parameterFeeds, pictureFeeds} from "./session.js";

/** A text to score: the prompt's tokens and the completion's, with the end token if it has one. */
export interface ScoringJob {
  prompt: readonly number[];
  /** Only read by a model with a picture. */
  picture?: PicturePatches;
  completion: readonly number[];
}

/** Scores of a text, and the likeliest tokens at each place where the scorer tells them. */
export interface JobScores extends TokenScores {
  /** [places, tops]: token numbers and their log-probabilities, the likeliest first. */
  ranked?: {tokens: BigInt64Array; logprobs: Float32Array};
}

/** Scores given completions with one onnxruntime session. Scores depend on the weights, the picture and the text alone, bit for bit. */
export class Scorer {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;

  private readonly tops: number;

  private constructor(session: InferenceSession, architecture: Architecture, tops: number) {
    this.session = session;
    this.architecture = architecture;
    this.tops = tops;
  }

  /** `tops`: how many of the likeliest tokens are told at each place. */
  static async create(architecture: Architecture, tops = 0): Promise<Scorer> {
    return new Scorer(await createSession(scoringGraph(architecture, tops)), architecture, tops);
  }

  /** Scores per job, in order. Throws a RangeError for an empty prompt or a text that is longer than the context. */
  async score(parameters: Parameters, jobs: readonly ScoringJob[]): Promise<JobScores[]> {
    const weights = parameterFeeds(this.architecture, parameters);
    const results: JobScores[] = [];
    for (const {length, indices} of makeBatches(jobs.map(textLength))) {
      const rows = indices.map((index) => jobs[index]!);
      const scores = await this.run(weights, rows, length);
      for (const [row, index] of indices.entries()) results[index] = scores[row]!;
    }
    return results;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async run(
    weights: Record<string, Tensor>,
    jobs: readonly ScoringJob[],
    length: number
  ): Promise<JobScores[]> {
    const {picture, context} = this.architecture;
    if (picturePlaces(picture) + length > context) {
      throw new RangeError(`a text of up to ${length} tokens does not fit the context of ${context}`);
    }
    const tokens = new BigInt64Array(batchRows * length);
    const targets = new BigInt64Array(batchRows * length);
    for (const [row, {prompt, completion}] of jobs.entries()) {
      for (const [at, token] of [...prompt, ...completion].entries()) {
        tokens[row * length + at] = BigInt(token);
        if (at > 0) targets[row * length + at - 1] = BigInt(token);
      }
    }
    const shape = [batchRows, length];
    const outputs = await this.session.run({
      ...weights,
      tokens: integers(tokens, shape),
      targets: integers(targets, shape),
      ...pictureFeeds(
        jobs.map((job) => job.picture),
        batchRows,
        picture
      )
    });
    const logprobs = outputs.logprobs!.data as Float32Array;
    const entropies = outputs.entropies!.data as Float32Array;
    return jobs.map(({prompt, completion}, row) => {
      // The distribution of a token stands at the place before it.
      const start = row * length + prompt.length - 1;
      const end = start + completion.length;
      const scores = {logprobs: logprobs.slice(start, end), entropies: entropies.slice(start, end)};
      return this.tops === 0
        ? scores
        : {...scores, ranked: rankedFrom(outputs, start * this.tops, end * this.tops)};
    });
  }
}

function textLength({prompt, completion}: ScoringJob): number {
  if (prompt.length === 0) throw new RangeError("cannot score a text without a prompt");
  return prompt.length + completion.length;
}

function rankedFrom(
  outputs: InferenceSession.OnnxValueMapType,
  start: number,
  end: number
): NonNullable<JobScores["ranked"]> {
  return {
    tokens: (outputs.top_tokens!.data as BigInt64Array).slice(start, end),
    logprobs: (outputs.top_logprobs!.data as Float32Array).slice(start, end)
  };
}
