import type {Interval} from "../statistics/interval.js";
import {passAtK} from "./pass-at-k.js";

/** What readers said of a problem's correct completions. Unread and unsure ones are in neither number. */
export interface ChainMarks {
  valid: number;
  invalid: number;
}

/**
 * CoT-pass@k of one problem: pass@k when a completion counts only if its answer is correct AND its chain of thought is
 * valid. Correct completions that nobody judged may be either: `low` counts them as invalid, `high` as valid; the two meet
 * when all `c` are judged. NaN when n < k. Wen et al. 2025, "Reinforcement Learning with Verifiable Rewards Implicitly
 * Incentivizes Correct Reasoning in Base LLMs" (arXiv 2506.14245). Throws when more completions are marked than correct.
 */
export function cotPassAtK(n: number, c: number, {valid, invalid}: ChainMarks, k: number): Interval {
  if (valid + invalid > c)
    throw new RangeError(`${valid} valid and ${invalid} invalid chains, but only ${c} correct completions`);
  return {low: passAtK(n, valid, k), high: passAtK(n, c - invalid, k)};
}
