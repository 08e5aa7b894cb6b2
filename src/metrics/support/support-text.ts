import type {TextSupport} from "./certificate.js";

/** Who wrote a text: the base, the policy trained from it, or nobody: it is a reference solution. */
export type SupportSource = "base" | "rl" | "reference";

export const supportSources: readonly SupportSource[] = ["base", "rl", "reference"];

/** Which policy of a pair. */
export type SupportSideName = "base" | "rl";

/** What a model makes of a text. */
export interface ScoredText extends TextSupport {
  /** The least top-p that the text needs at the policy's temperature, between bounds. */
  neededLow: number;
  neededHigh: number;
  /** First token that the settings cut off; null for none. */
  outside: {at: number; token: string | null; from: number | null; logprob: number} | null;
  /** Sums of log-probabilities over tenths of the text. */
  parts: readonly number[];
}

/** A distinct text of a problem. */
export interface SupportText {
  problemId: string;
  text: string;
  sources: readonly SupportSource[];
  isCorrect: boolean;
  /** Null where the model cannot read it. */
  base: ScoredText | null;
  rl: ScoredText | null;
}
