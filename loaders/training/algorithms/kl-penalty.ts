/**
 * Slope in log p of the estimate k3 = q / p - 1 - log(q / p) of KL(p || q), for a token drawn from the policy p with the base
 * q: 1 - q / p. `baseLogRatio` is log q - log p. k3 is never negative and has the right mean, with less noise than -log(q / p).
 * Taken as part of the loss, as here and in GRPO, its slope times the gradient of log p is in expectation the gradient of the
 * other divergence, KL(q || p). Schulman 2020, Approximating KL Divergence; Shao et al. 2024, DeepSeekMath, equation 4.
 */
export function klPenaltySlope(baseLogRatio: number): number {
  return 1 - Math.exp(baseLogRatio);
}
