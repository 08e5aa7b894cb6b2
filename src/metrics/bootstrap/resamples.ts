import {random} from "../../random/random.js";
import type {Numbers} from "../statistics/numbers.js";
import {resampleProblems} from "./resample-problems.js";

/** Which resamples a bootstrap draws. */
export interface ResampleOptions {
  seed: string | number;
  replicates: number;
  problems: number;
  clusters?: Numbers | undefined;
}

/** How often each problem is drawn, four replicates side by side. */
export interface ResampleBlock {
  /** Element problem * 4 + j, for the j-th replicate of the block. Past the last replicate: further draws. */
  draws: Uint32Array;
  /** Sum of each replicate's draws. */
  totals: Float64Array;
}

const FOUR = 4;
/** Draws that are kept at most: 16 MB. */
const MOST_KEPT = 2 ** 22;

let kept: {key: string; blocks: ResampleBlock[]} | undefined;

/**
 * The resamples of `resampleProblems`, in the order of one stream: the first ones do not depend on how many follow. The last
 * ones are kept, so that one analysis after another of the same problems does not draw anew; not those of clusters.
 */
export function resamples(options: ResampleOptions): Iterable<ResampleBlock> {
  const {seed, replicates, problems, clusters} = options;
  if (clusters || replicates * problems > MOST_KEPT) return drawBlocks(options);
  const key = JSON.stringify([String(seed), replicates, problems]);
  if (kept?.key !== key) kept = {key, blocks: [...drawBlocks(options)]};
  return kept.blocks;
}

function* drawBlocks({seed, replicates, problems, clusters}: ResampleOptions): Generator<ResampleBlock> {
  const generator = random(seed);
  const drawn = new Float64Array(problems);
  for (let first = 0; first < replicates; first += FOUR) {
    const draws = new Uint32Array(problems * FOUR);
    const totals = new Float64Array(FOUR);
    for (let j = 0; j < FOUR; j++) {
      totals[j] = resampleProblems(generator, drawn, clusters);
      for (let problem = 0; problem < problems; problem++) draws[problem * FOUR + j] = drawn[problem]!;
    }
    yield {draws, totals};
  }
}
