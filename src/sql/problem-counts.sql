-- Correct and judged completions of each problem under each policy.
-- A verifier's error is no verdict: it counts in neither n nor c.
SELECT
  benchmark,
  policy,
  problem_id,
  CAST(count(*) FILTER (verdict IN ('correct', 'incorrect')) AS INTEGER) AS n,
  CAST(count(*) FILTER (verdict = 'correct') AS INTEGER) AS c
FROM completions
GROUP BY benchmark, policy, problem_id
ORDER BY benchmark, policy, problem_id
