/** Rows of the paper that compare a base with its RL policy, one for each domain. */
export const domainExperiments: readonly string[] = ["math", "code", "visual"];
