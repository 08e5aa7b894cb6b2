import type {FinishReason} from "../../../schema/completion.js";

/** One completion as a server answers it. */
export interface Choice {
  /** Its place among those of the request. */
  index: number;
  text: string;
  /** What a thinking model wrote apart from it. */
  reasoning: string | null;
  /** Null where the server has another word than stop or length. */
  finishReason: FinishReason | null;
  /** Null where the server does not tell its tokens one by one. */
  tokens: TokenTotals | null;
}

/** Sums over the tokens of one completion. */
export interface TokenTotals {
  count: number;
  /** Nats. */
  sumLogprob: number;
  /** Lower bound of the mean entropy, nats a token; null where no alternatives were told. */
  entropyBound: number | null;
  /** The same of the distributions that the tokens were drawn from; null where it was not asked for. */
  drawnEntropyBound: number | null;
}
