-- Problems by accuracy c/n: exactly 0 and exactly 1 apart, the others by the upper end of their tenth.
WITH counts AS (
  SELECT
    benchmark,
    policy,
    problem_id,
    count(*) FILTER (verdict IN ('correct', 'incorrect')) AS n,
    count(*) FILTER (verdict = 'correct') AS c
  FROM completions
  GROUP BY benchmark, policy, problem_id
)
SELECT
  benchmark,
  policy,
  CASE
    WHEN c = 0 THEN 'never'
    WHEN c = n THEN 'always'
    ELSE CAST(10 * CAST(ceil(10.0 * c / n) AS INTEGER) AS VARCHAR) || '%'
  END AS accuracy_up_to,
  CAST(count(*) AS INTEGER) AS problems
FROM counts
WHERE n > 0
GROUP BY ALL
ORDER BY benchmark, policy, any_value(c / n)
