-- Correct and judged completions of each problem under each policy, as each verifier sees them.
-- A verifier's error is no verdict: it counts in neither n nor c.
SELECT
  benchmark,
  policy,
  problem_id,
  verifier,
  CAST(coalesce(sum(completions) FILTER (verdict IN ('correct', 'incorrect')), 0) AS INTEGER) AS n,
  CAST(coalesce(sum(completions) FILTER (verdict = 'correct'), 0) AS INTEGER) AS c
FROM tallies
GROUP BY benchmark, policy, problem_id, verifier
ORDER BY benchmark, policy, problem_id, verifier
