-- Summed token entropy (nats) and tokens of each problem's completions under each policy.
-- Completions whose engine reports no entropy are left out.
SELECT
  benchmark,
  policy,
  problem_id,
  sum(mean_entropy * completion_tokens) AS entropy,
  CAST(sum(completion_tokens) AS DOUBLE) AS tokens
FROM completions
WHERE mean_entropy IS NOT NULL AND completion_tokens > 0
GROUP BY benchmark, policy, problem_id
ORDER BY benchmark, policy, problem_id
