-- Judged and correct completions of each problem under each policy, with the tokens of all of them together: NULL where
-- those of some are unknown.
SELECT
  benchmark,
  policy,
  problem_id,
  CAST(count(*) AS INTEGER) AS n,
  CAST(count(*) FILTER (verdict = 'correct') AS INTEGER) AS c,
  CASE WHEN count(completion_tokens) = count(*) THEN CAST(sum(completion_tokens) AS DOUBLE) END AS tokens
FROM completions
WHERE verdict IN ('correct', 'incorrect')
GROUP BY benchmark, policy, problem_id
ORDER BY benchmark, policy, problem_id
