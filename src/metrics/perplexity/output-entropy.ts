import {random} from "../../random/random.js";
import {bootstrapInterval} from "../bootstrap/bootstrap-interval.js";
import {resampleProblems} from "../bootstrap/resample-problems.js";
import type {Estimate} from "../statistics/interval.js";

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
 * over all tokens of all completions (see `tokenEntropy`), with a percentile interval from resampling problems. Tokens of
 * one problem stay together: they are anything but independent. NaN without problems. The quantity that the paper matches in its
 * Figure 17.
 */
export function outputEntropy(
  problems: readonly EntropySum[],
  {level, replicates, seed}: {level: number; replicates: number; seed: string | number}
): Estimate {
  const weights = new Float64Array(problems.length);
  const generator = random(seed);
  const resampled = Float64Array.from({length: problems.length === 0 ? 0 : replicates}, () => {
    resampleProblems(generator, weights);
    return ratio(problems, weights);
  });
  return {estimate: ratio(problems, weights.fill(1)), ...bootstrapInterval(resampled, level)};
}

function ratio(problems: readonly EntropySum[], weights: Float64Array): number {
  let entropy = 0;
  let tokens = 0;
  problems.forEach((problem, i) => {
    entropy += weights[i]! * problem.entropy;
    tokens += weights[i]! * problem.tokens;
  });
  return entropy / tokens;
}
