import {type} from "arktype";
import {perplexity} from "../../src/metrics/perplexity/perplexity.js";
import type {Engine, ScoringRequest, TokenScores} from "../engines/engine.js";
import {openLocalModel} from "../engines/local-model.js";
import {SharedResources} from "../engines/shared-resources.js";
import {parseJson} from "../schema/parse-json.js";
import {textLines} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";

/** A completion, token by token. One number a token; logarithms are natural, distributions at temperature 1. */
export interface ScoredCompletion {
  /** The words, with `<end>` last where the completion ended by itself. */
  tokens: string[];
  logprobs: number[];
  /** Entropy of the distribution that each token stands in. */
  entropies: number[] | null;
  sum_logprob: number;
  /** Per token; null without tokens. */
  perplexity: number | null;
}

const pairSchema = type({
  prompt: "string > 0",
  completion: "string",
  "image?": "string > 0",
  "finish_reason?": "'stop' | 'length'"
});

/** Pairs scored at once: what is held in memory. */
const BATCH_SIZE = 2048;

/**
 * Scores prompts with completions under the model at a path and yields one result a pair, in order. Throws a UserError that
 * names the pair's place (`where`) if the model cannot read it, and for a model that gives no log-probabilities.
 */
export async function* scorePairs(
  path: string,
  pairs: AsyncIterable<{where: string; request: ScoringRequest}>
): AsyncGenerator<ScoredCompletion> {
  const shared = new SharedResources();
  const {load} = await openLocalModel(path, shared);
  const model = await load({temperature: 1, topP: 1, maxTokens: 1});
  try {
    if (model.score === undefined || model.tokens === undefined)
      throw new UserError(`the engine ${model.name} gives no log-probabilities of the tokens of a text`);
    for await (const batch of batches(pairs)) {
      const scores = await model.score(batch.map(({request}) => request));
      for (const [i, {where, request}] of batch.entries()) {
        const tokens = tokensOf(model, request, where);
        yield scoredCompletion(tokens, scores[i]!);
      }
    }
  } finally {
    await model.close();
    await shared.close();
  }
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function tokensOf(model: Engine, request: ScoringRequest, where: string): string[] {
  try {
    return model.tokens!(request);
  } catch (error) {
    throw new UserError(`${where}: cannot be scored: ${(error as Error).message}`, {cause: error});
  }
}

function scoredCompletion(tokens: string[], {logprobs, entropies}: TokenScores): ScoredCompletion {
  const sum = logprobs.reduce((total, value) => total + value, 0);
  return {
    tokens,
    logprobs: [...logprobs],
    entropies: entropies === null ? null : [...entropies],
    sum_logprob: sum,
    perplexity: tokens.length === 0 ? null : perplexity(sum, tokens.length)
  };
}

/** JSON lines `{prompt, completion, image?, finish_reason?}` as pairs; a completion ended by itself unless it says `length`. Throws a UserError that names a line that is none. */
export async function* readPairs(file: string): AsyncGenerator<{where: string; request: ScoringRequest}> {
  for await (const {text, where} of textLines(file))
    if (text.trim() !== "") yield {where, request: parsePair(text, where)};
}

function parsePair(text: string, where: string): ScoringRequest {
  const pair = pairSchema(parseJson(text, where));
  if (pair instanceof type.errors) throw new UserError(`${where}: invalid pair: ${pair.summary}`);
  const {finish_reason: finishReason = "stop", ...rest} = pair;
  return {...rest, finishReason};
}
