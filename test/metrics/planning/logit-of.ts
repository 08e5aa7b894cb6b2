/** The logit of a rate in [0, 1]. */
export function logitOf(rate: number): number {
  return Math.log(rate / (1 - rate));
}
