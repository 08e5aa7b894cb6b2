-- Training logs, thinned to at most 60 points a run: means over windows of steps. Validation keeps its own step.
SELECT
  policy,
  avg(step) AS step,
  CAST(max(step) AS INTEGER) AS last_step,
  CAST(any_value(width) AS INTEGER) AS width,
  avg(reward) AS reward,
  avg(response_length) AS response_length,
  avg(entropy) AS entropy,
  avg(kl_to_base) AS kl_to_base,
  avg(validation_pass_at_1) AS validation_pass_at_1,
  CAST(max(step) FILTER (validation_pass_at_1 IS NOT NULL) AS INTEGER) AS validation_step
FROM (
  SELECT *, CAST(ceil(max(step) OVER (PARTITION BY policy) / 60) AS INTEGER) AS width
  FROM training_logs
)
GROUP BY policy, (step - 1) // width
ORDER BY policy, last_step
