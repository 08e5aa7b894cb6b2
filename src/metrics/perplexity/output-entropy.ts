import type {Estimate} from "../statistics/interval.js";
import {ratioInterval} from "../statistics/ratio-interval.js";

/** Token entropies of all completions of one problem, summed up. */
export interface EntropySum {
  /** Sum over tokens (nats). */
  entropy: number;
  tokens: number;
}

/** The mean token entropy of one policy on one benchmark: a row of src/data/output-entropy.json. */
export interface OutputEntropy extends Estimate {
  benchmark: string;
  policy: string;
  problems: number;
}

/**
 * Output entropy of a policy on a benchmark: the mean entropy (nats) of the distributions that its tokens were drawn from,
 * over all tokens of all completions (see `tokenEntropy`), with the interval of `ratioInterval` over problems. Tokens of
 * one problem stay together: they are anything but independent. NaN without problems. The quantity that the paper matches in
 * its Figure 17.
 */
export function outputEntropy(problems: readonly EntropySum[], {level}: {level: number}): Estimate {
  return ratioInterval(
    problems.map(({entropy, tokens}) => ({numerator: entropy, denominator: tokens})),
    level
  );
}
