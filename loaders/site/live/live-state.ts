/** What open pages of a live report are told: `/_live/state.json`. */
export interface LiveState {
  /** Number of the newest build; 0 before the first. */
  build: number;
  /** Judged completions that it rests on. */
  judged: number;
  /** Completions that are there. */
  drawn: number;
  /** Completions that the study asks for. */
  total: number;
  /** What goes on, in words. */
  step: string;
  /** Whether the newest build is the last. */
  isDone: boolean;
}
