-- How each verifier judged each policy: completions by verdict and reason, and how many of them were cut at the token limit.
SELECT
  verifier,
  benchmark,
  policy,
  verdict,
  reason,
  CAST(count(*) AS INTEGER) AS completions,
  CAST(count(*) FILTER (finish_reason = 'length') AS INTEGER) AS truncated,
  CAST(count(*) FILTER (extracted IS NULL) AS INTEGER) AS without_answer
FROM verdicts
GROUP BY verifier, benchmark, policy, verdict, reason
ORDER BY verifier, benchmark, policy, verdict, reason
