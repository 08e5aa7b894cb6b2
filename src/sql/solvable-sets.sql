-- Problems by the policies that solve them: in a policy's solvable set stands a problem with a correct completion.
WITH solved AS (
  SELECT
    benchmark,
    problem_id,
    list(DISTINCT policy ORDER BY policy) FILTER (verdict = 'correct') AS solved_by
  FROM completions
  WHERE verdict IN ('correct', 'incorrect')
  GROUP BY benchmark, problem_id
)
SELECT
  benchmark,
  coalesce(array_to_string(solved_by, ' and '), 'neither') AS solved_by,
  CAST(count(*) AS INTEGER) AS problems
FROM solved
GROUP BY ALL
ORDER BY ALL
