/** How much a report has of one policy on one benchmark in one experiment, while its run goes on. */
export interface SoFar {
  experiment: string;
  benchmark: string;
  policy: string;
  /** Judged completions that every problem has. */
  n: number;
  /** Completions per problem that the study asks for. */
  of: number;
}
