import type {Random} from "../../random/random.js";
import type {Counts} from "../counts/counts.js";
import {betaBinomialPassAtK} from "../pass-at-k/beta-binomial-pass-at-k.js";
import {fitZeroInflated, type ZeroInflatedFit} from "../pass-at-k/fit-zero-inflated.js";
import {betaLogitDraw} from "./gamma-draw.js";
import type {RatePopulation} from "./rate-population.js";

export interface PilotPopulation extends RatePopulation {
  problems: number;
  base: ZeroInflatedFit;
  rl: ZeroInflatedFit;
}

/**
 * The population that a pilot's counts, of the same problems in the same order, tell of. A problem is drawn from the pilot with
 * replacement; each of its two rates comes from what its own count leaves open: the posterior under a zero-inflated beta
 * distribution that is fitted to the policy's counts (empirical Bayes). What links the two rates beyond their counts is lost, so
 * that a pilot of few completions shows too weak a pairing, which asks for more rather than fewer completions. Where a fit has
 * no maximum (all problems alike, all or none solved) Jeffreys' Beta(1/2, 1/2) takes its place. Throws for no problem, or lists
 * that differ in length.
 */
export function pilotPopulation(base: readonly Counts[], rl: readonly Counts[]): PilotPopulation {
  if (base.length !== rl.length || base.length === 0)
    throw new RangeError(
      `${base.length} problems beside ${rl.length}: a pilot needs the same ones, at least one`
    );
  const fits = {base: usableFit(base), rl: usableFit(rl)};
  const draws = {base: posterior(base, fits.base), rl: posterior(rl, fits.rl)};
  return {
    problems: base.length,
    ...fits,
    draw(random, baseLogits, rlLogits) {
      for (let i = 0; i < baseLogits.length; i++) {
        const problem = random.below(base.length);
        baseLogits[i] = draws.base(random, problem);
        rlLogits[i] = draws.rl(random, problem);
      }
    }
  };
}

function usableFit(counts: readonly Counts[]): ZeroInflatedFit {
  const fit = fitZeroInflated(counts);
  return fit.interior ? fit : {alpha: 0.5, beta: 0.5, never: 0, interior: false};
}

/** Draws the logit of a problem's rate given its count. */
function posterior(
  counts: readonly Counts[],
  {alpha, beta, never}: ZeroInflatedFit
): (random: Random, problem: number) => number {
  // The chance that a problem which was not solved never is.
  const neverGivenNone = counts.map(({n, c}) => {
    if (c > 0 || never === 0) return 0;
    const unsolved = (1 - never) * (1 - betaBinomialPassAtK({alpha, beta}, n));
    return never / (never + unsolved);
  });
  return (random, problem) => {
    const {n, c} = counts[problem]!;
    const chance = neverGivenNone[problem]!;
    if (chance > 0 && random.uniform() < chance) return -Infinity;
    return betaLogitDraw(random, alpha + c, beta + n - c);
  };
}
