/** Names the problem of a policy on a benchmark, as a key of a map. */
export function countKey({
  benchmark,
  policy,
  problem_id
}: {
  benchmark: string;
  policy: string;
  problem_id: string;
}): string {
  return JSON.stringify([benchmark, policy, problem_id]);
}
