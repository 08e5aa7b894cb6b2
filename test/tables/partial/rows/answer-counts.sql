-- How many completions gave each answer to a problem, and how many of these the verifier accepted.
-- Completions without an answer are left out.
SELECT
  benchmark,
  policy,
  problem_id,
  extracted AS answer,
  CAST(count(*) AS INTEGER) AS completions,
  CAST(count(*) FILTER (verdict = 'correct') AS INTEGER) AS correct
FROM completions
WHERE extracted IS NOT NULL AND verdict IN ('correct', 'incorrect')
GROUP BY benchmark, policy, problem_id, extracted
ORDER BY benchmark, policy, problem_id, extracted
