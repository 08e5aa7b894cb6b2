import {columnTypes, type Columns, type ParquetType} from "./column.js";

/** Why a model stopped: it ended its answer, or it met the token limit (a truncated completion). */
export type FinishReason = "stop" | "length";

/** Names one completion. Two completions of a study never share a key. */
export interface CompletionKey {
  benchmark: string;
  problemId: string;
  policy: string;
  /** 0 … n-1 within (benchmark, problem, policy). */
  sampleIndex: number;
}

/** One model output. A request that failed is no completion. */
export interface Completion extends CompletionKey {
  /** Fixes the sampling noise; a safe integer. See `completionSeed`. Null for a stored completion of which none is known. */
  seed: number | null;
  /** Begins with the policy's prefill, if it has one. */
  completion: string;
  /** Tokens that the model wrote, the end token included; those of a prefill count neither here nor below. Null if the engine does not count. */
  completionTokens: number | null;
  /** Null if the engine does not know. */
  finishReason: FinishReason | null;
  /** Sum of the log-probabilities (nats) of these tokens under the model at temperature 1, or null if the engine has none. */
  sumLogprob: number | null;
  /** Mean over these tokens of the entropy (nats) of the distribution sampled from, or null. */
  meanEntropy: number | null;
  /** Lower bound of the mean entropy at temperature 1, from the most likely tokens, where a server tells no more. */
  entropyBound?: number | null;
  /** How often a server was asked until it answered; null where nothing can fail. */
  attempts?: number | null;
  /** What a model wrote apart from the completion, before it, where a file or a server keeps it apart. */
  reasoning?: string | null;
  /** Where an imported completion stands: `runs/a.jsonl:12`. */
  place?: string | null;
  engine: string;
  /** Model identity: the weights' sha256 for micro models, the served model's name for a server. */
  source: string;
}

/** Columns of completions/*.parquet, in order. `benchmark` and `policy` are Hive folders. */
export const completionTable = {
  problem_id: {type: "VARCHAR", meaning: "id of the problem in its benchmark"},
  sample_index: {type: "INTEGER", meaning: "0 to n - 1 among the policy's completions of the problem"},
  seed: {
    type: "BIGINT",
    meaning: "fixes the sampling noise; made from the study's seed and the key alone, below 2^52",
    nullWhen: "an imported file does not say"
  },
  completion: {type: "VARCHAR", meaning: "the model's text; begins with the policy's prefill, if it has one"},
  completion_tokens: {
    type: "INTEGER",
    unit: "tokens",
    meaning: "what the model wrote, the end token included, a prefill not",
    nullWhen: "the engine does not count, or an imported file does not say"
  },
  finish_reason: {
    type: "VARCHAR",
    meaning: "`stop`: the model ended its answer; `length`: it was cut at the token limit",
    nullWhen: "the engine does not know, or an imported file does not say or has another word"
  },
  sum_logprob: {
    type: "DOUBLE",
    unit: "nats",
    meaning: "sum of the tokens' log-probabilities under the model at temperature 1",
    nullWhen: "the engine has none"
  },
  mean_entropy: {
    type: "DOUBLE",
    unit: "nats a token",
    meaning: "mean over the tokens of the entropy of the distribution that was sampled from",
    nullWhen: "the engine has none, or whole completions were drawn from a power"
  },
  engine: {type: "VARCHAR", meaning: "engine that drew it, `micro`; of imported completions `imported`"},
  source: {
    type: "VARCHAR",
    meaning:
      "model identity: for micro models the SHA-256 of the weights, of imported ones the name in the file"
  },
  reasoning: {
    type: "VARCHAR",
    meaning: "what the model wrote before the completion, where that is kept apart; no verifier reads it",
    nullWhen: "nothing is kept apart"
  },
  place: {
    type: "VARCHAR",
    meaning: "file and line of an imported completion",
    nullWhen: "it was drawn here"
  },
  entropy_bound: {
    type: "DOUBLE",
    unit: "nats a token",
    meaning:
      "lower bound of the mean entropy at temperature 1, from the most likely tokens that a server tells",
    nullWhen: "the engine is none that asks a server, or the server tells none"
  },
  attempts: {
    type: "INTEGER",
    meaning: "how often a server was asked until it answered",
    nullWhen: "the engine is none that asks a server"
  }
} as const satisfies Columns<ParquetType>;

export const completionColumns = columnTypes(completionTable);

/** Columns that files of earlier versions lack. */
export const laterCompletionColumns = [
  "reasoning",
  "place",
  "entropy_bound",
  "attempts"
] as const satisfies (keyof typeof completionTable)[];

/** A completion as a Parquet row. */
export function completionRow(c: Completion): Record<keyof typeof completionColumns, string | number | null> {
  return {
    problem_id: c.problemId,
    sample_index: c.sampleIndex,
    seed: c.seed,
    completion: c.completion,
    completion_tokens: c.completionTokens,
    finish_reason: c.finishReason,
    sum_logprob: c.sumLogprob,
    mean_entropy: c.meanEntropy,
    engine: c.engine,
    source: c.source,
    reasoning: c.reasoning ?? null,
    place: c.place ?? null,
    entropy_bound: c.entropyBound ?? null,
    attempts: c.attempts ?? null
  };
}
