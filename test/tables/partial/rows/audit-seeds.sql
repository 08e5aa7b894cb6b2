-- Pairs of completions of a problem that were drawn with one seed, and those of them with one text: only of policies that drew
-- several completions of a problem with a seed, as some harnesses do.
SELECT
  benchmark,
  policy,
  problem_id,
  CAST(sum(completions * (completions - 1) // 2) AS DOUBLE) AS seed_pairs,
  CAST(sum(same) AS DOUBLE) AS same_seed_pairs
FROM (
  SELECT benchmark, policy, problem_id, seed, sum(completions) AS completions,
    sum(completions * (completions - 1) // 2) AS same
  FROM (
    SELECT benchmark, policy, problem_id, seed, text, count(*) AS completions
    FROM audited
    WHERE seed IS NOT NULL
    GROUP BY ALL
  )
  GROUP BY ALL
)
GROUP BY benchmark, policy, problem_id
HAVING max(completions) > 1 AND count(*) > 1
ORDER BY benchmark, policy, problem_id
