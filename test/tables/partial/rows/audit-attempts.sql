-- What retries may have chosen: tokens of completions that a server gave at the first attempt and of those that it was asked for
-- again, by policy and benchmark. `longer` is the mean, over the retried ones, of how many more tokens they have than those of
-- the first attempt of the same problem: hard problems have longer completions, retried or not.
WITH firsts AS (
  SELECT benchmark, policy, problem_id, avg(tokens) AS mean FROM audited WHERE attempts = 1 GROUP BY ALL
)
SELECT
  benchmark,
  policy,
  CAST(count(*) AS INTEGER) AS completions,
  CAST(count(*) FILTER (attempts > 1) AS INTEGER) AS retried,
  avg(tokens) FILTER (attempts = 1) AS first_tokens,
  avg(tokens) FILTER (attempts > 1) AS retried_tokens,
  avg(tokens - mean) FILTER (attempts > 1) AS longer,
  stddev_samp(tokens - mean) FILTER (attempts > 1) AS spread,
  CAST(count(tokens - mean) FILTER (attempts > 1) AS INTEGER) AS compared
FROM audited
LEFT JOIN firsts USING (benchmark, policy, problem_id)
WHERE attempts IS NOT NULL
GROUP BY benchmark, policy
ORDER BY benchmark, policy
