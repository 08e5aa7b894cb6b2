-- Judged and correct completions of each problem under each policy, with the tokens of all of them together.
SELECT
  benchmark,
  policy,
  problem_id,
  CAST(count(*) AS INTEGER) AS n,
  CAST(count(*) FILTER (verdict = 'correct') AS INTEGER) AS c,
  CAST(sum(completion_tokens) AS DOUBLE) AS tokens
FROM completions
WHERE verdict IN ('correct', 'incorrect')
GROUP BY benchmark, policy, problem_id
ORDER BY benchmark, policy, problem_id
