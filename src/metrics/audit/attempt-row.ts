/** Completions of one policy on one benchmark by how often a server was asked for them. */
export interface AttemptRow {
  benchmark: string;
  policy: string;
  completions: number;
  /** Asked for more than once. */
  retried: number;
  /** Mean tokens of those of the first attempt. */
  first_tokens: number | null;
  retried_tokens: number | null;
  /** Mean of how many more tokens retried completions have than those of the first attempt of their problem, and its standard deviation. */
  longer: number | null;
  spread: number | null;
  /** Retried completions whose problem has some of the first attempt. */
  compared: number;
}
