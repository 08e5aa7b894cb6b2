/** The outcome of comparing two answers, and the rule that decided it. */
export interface Comparison {
  equal: boolean;
  rule: string;
}

/** Two answers that are the same by a rule. */
export function equal(rule: string): Comparison {
  return {equal: true, rule};
}

/** Two answers that are not the same, and the rule that says so. */
export function different(rule: string): Comparison {
  return {equal: false, rule};
}
