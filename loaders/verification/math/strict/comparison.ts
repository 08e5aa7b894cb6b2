/** The outcome of comparing two answers, and the rule that decided it. */
export interface Comparison {
  equal: boolean;
  rule: string;
}

export function equal(rule: string): Comparison {
  return {equal: true, rule};
}

export function different(rule: string): Comparison {
  return {equal: false, rule};
}
