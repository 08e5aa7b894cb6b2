/** Who guesses: random right arithmetic, a picture that was imagined, a program for another task. */
export type Guesser = "arithmetic" | "picture" | "program";

/** A row of src/data/guess-rates.json: how often a solution that knows nothing of what is asked happens to be right. */
export interface GuessRate {
  benchmark: string;
  problem_id: string;
  /** Who guesses. */
  guesser: Guesser;
  /** In [0, 1], exact. */
  guess_rate: number;
}
