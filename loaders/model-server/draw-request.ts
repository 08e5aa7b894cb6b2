import type {Sampling} from "./sampling-fields.js";

/** What stands before a completion. */
export interface Prompt {
  text: string;
  /** Bytes of a PNG. */
  image: Buffer | null;
}

/** Completions to draw, whichever endpoint asked for them. */
export interface DrawRequest extends Sampling {
  prompts: readonly Prompt[];
  /** Whether the prompt's text is given back before each completion. */
  echo: boolean;
  /** How many of the likeliest tokens are told at each place beside the token that stands there; null for no log-probabilities. */
  tops: number | null;
}
