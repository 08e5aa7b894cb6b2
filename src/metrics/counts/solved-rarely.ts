import type {Counts} from "./counts.js";

/**
 * Whether a problem is solved sometimes but rarely, 0 < c/n < `limit` (0.05). With counts of full completions, the paper's
 * hard problems, whose chains of thought a person reads. With counts of answers given directly, without reasoning, its
 * guessable problems; those answered directly at a higher rate are known rather than guessed.
 */
export function solvedRarely({n, c}: Counts, limit = 0.05): boolean {
  return c > 0 && c < limit * n;
}
