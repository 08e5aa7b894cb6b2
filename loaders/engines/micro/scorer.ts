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

/** Scores given completions with one onnxruntime session. Scores depend on the weights, the picture and the text alone, bit for bit. */
export class Scorer {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;

  private constructor(session: InferenceSession, architecture: Architecture) {
    this.session = session;
    this.architecture = architecture;
  }

  static async create(architecture: Architecture): Promise<Scorer> {
    return new Scorer(await createSession(scoringGraph(architecture)), architecture);
  }

  /** Scores per job, in order. Throws a RangeError for an empty prompt or a text that is longer than the context. */
  async score(parameters: Parameters, jobs: readonly ScoringJob[]): Promise<TokenScores[]> {
    const weights = parameterFeeds(this.architecture, parameters);
    const results: TokenScores[] = [];
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
  ): Promise<TokenScores[]> {
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
      return {logprobs: logprobs.slice(start, end), entropies: entropies.slice(start, end)};
    });
  }
}

function textLength({prompt, completion}: ScoringJob): number {
  if (prompt.length === 0) throw new RangeError("cannot score a text without a prompt");
  return prompt.length + completion.length;
}
