-- Completions counted by everything that an analysis chooses among: the verifier and its verdict (NULL where it has not
-- judged yet), why the completion ended, and the smallest n of an experiment that includes it.
SELECT
  benchmark,
  policy,
  problem_id,
  verifier,
  verdict,
  finish_reason,
  smallest_n,
  CAST(count(*) AS INTEGER) AS completions
FROM judgements
GROUP BY ALL
ORDER BY ALL
