/**
 * Group-relative advantages of GRPO: (reward - mean) / deviation within the completions of one prompt, with the population
 * deviation; all 0 where the group's rewards are equal. The objective, on-policy and without KL, is
 *
 *   J = mean over completions of mean over tokens t of A * log p(token t),
 *
 * the gradient of the clipped ratio objective at ratio 1. Shao et al. 2024, DeepSeekMath.
 */
export function grpoAdvantages(rewards: readonly number[]): number[] {
  const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
  const variance = rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) / rewards.length;
  const deviation = Math.sqrt(variance);
  return rewards.map((reward) => (deviation < 1e-6 ? 0 : (reward - mean) / deviation));
}
