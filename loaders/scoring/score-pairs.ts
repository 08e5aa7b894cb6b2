import {createReadStream} from "node:fs";
import {createInterface} from "node:readline";
import {type} from "arktype";
import {perplexity} from "../../src/metrics/perplexity/perplexity.js";
import {loadMicroEngine, type ScoringRequest} from "../engines/micro/micro-engine.js";
import {readModelFolder} from "../engines/micro/model-folder.js";
import type {TokenScores} from "../engines/micro/scorer.js";
import {endWord, Tokenizer} from "../engines/micro/tokenizer.js";
import {parseJson} from "../schema/parse-json.js";
import {UserError} from "../schema/user-error.js";

/** A completion, token by token. One number a token; logarithms are natural, distributions at temperature 1. */
export interface ScoredCompletion {
  /** The words, with `<end>` last where the completion ended by itself. */
  tokens: string[];
  logprobs: number[];
  /** Entropy of the distribution that each token stands in. */
  entropies: number[];
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
 * Scores prompts with completions under the micro model of a folder and yields one result a pair, in order. Throws a
 * UserError that names the pair's place (`where`) if the model cannot read it.
 */
export async function* scorePairs(
  folder: string,
  pairs: AsyncIterable<{where: string; request: ScoringRequest}>
): AsyncGenerator<ScoredCompletion> {
  const {words} = readModelFolder(folder);
  const tokenizer = new Tokenizer(words);
  const engine = loadMicroEngine({model: folder, settings: {temperature: 1, topP: 1, maxTokens: 1}});
  try {
    for await (const batch of batches(pairs)) {
      const scores = await engine.score(batch.map(({request}) => request));
      for (const [i, {where, request}] of batch.entries()) {
        const score = scores[i] ?? null;
        if (score === null) throw unreadable(where, request, tokenizer);
        yield scoredCompletion(tokenWords(request, tokenizer, words), score);
      }
    }
  } finally {
    await engine.close();
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

function unreadable(where: string, {prompt, completion}: ScoringRequest, tokenizer: Tokenizer): unknown {
  for (const text of [prompt, completion]) {
    try {
      tokenizer.encode(text);
    } catch (error) {
      return new UserError(`cannot score ${where}: ${(error as Error).message}`, {cause: error});
    }
  }
  return new UserError(
    `cannot score ${where}: the prompt is empty, or the text is longer than the model's context`
  );
}

function tokenWords(
  {completion, finishReason}: ScoringRequest,
  tokenizer: Tokenizer,
  words: readonly string[]
): string[] {
  const end = finishReason === "stop" ? [endWord] : [];
  return [...tokenizer.encode(completion).map((token) => words[token]!), ...end];
}

function scoredCompletion(tokens: string[], {logprobs, entropies}: TokenScores): ScoredCompletion {
  const sum = logprobs.reduce((total, value) => total + value, 0);
  return {
    tokens,
    logprobs: [...logprobs],
    entropies: [...entropies],
    sum_logprob: sum,
    perplexity: tokens.length === 0 ? null : perplexity(sum, tokens.length)
  };
}

/** JSON lines `{prompt, completion, image?, finish_reason?}` as pairs; a completion ended by itself unless it says `length`. Throws a UserError that names a line that is none. */
export async function* readPairs(file: string): AsyncGenerator<{where: string; request: ScoringRequest}> {
  let line = 0;
  for await (const text of createInterface({input: createReadStream(file, "utf8"), crlfDelay: Infinity})) {
    line++;
    if (text.trim() !== "") yield {where: `${file}:${line}`, request: parsePair(text, `${file}:${line}`)};
  }
}

function parsePair(text: string, where: string): ScoringRequest {
  const pair = pairSchema(parseJson(text, where));
  if (pair instanceof type.errors) throw new UserError(`invalid pair at ${where}: ${pair.summary}`);
  const {finish_reason: finishReason = "stop", ...rest} = pair;
  return {...rest, finishReason};
}
