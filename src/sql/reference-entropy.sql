-- Summed token entropy (nats, at temperature 1) and tokens of each problem's reference solutions under each scoring model.
SELECT
  benchmark,
  scored_by AS policy,
  problem_id,
  sum(mean_entropy * tokens) AS entropy,
  CAST(sum(tokens) AS DOUBLE) AS tokens
FROM scores
WHERE policy = '_reference' AND mean_entropy IS NOT NULL
GROUP BY benchmark, scored_by, problem_id
ORDER BY benchmark, scored_by, problem_id
