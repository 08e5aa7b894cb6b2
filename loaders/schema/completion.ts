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
  engine: string;
  /** Model identity: the weights' sha256 for micro models, the served model's name for a server. */
  source: string;
}

/** Columns of completions/*.parquet, in order, with their DuckDB types. `benchmark` and `policy` are Hive folders. */
export const completionColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  seed: "BIGINT",
  completion: "VARCHAR",
  completion_tokens: "INTEGER",
  finish_reason: "VARCHAR",
  sum_logprob: "DOUBLE",
  mean_entropy: "DOUBLE",
  engine: "VARCHAR",
  source: "VARCHAR"
} as const;

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
    source: c.source
  };
}
