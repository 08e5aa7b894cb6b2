/** A row of src/data/guess-rates.json: how often random steps of right arithmetic happen to solve a Countdown problem, all targets of it. */
export interface GuessRate {
  benchmark: string;
  problem_id: string;
  /** In [0, 1], exact. */
  guess_rate: number;
}
