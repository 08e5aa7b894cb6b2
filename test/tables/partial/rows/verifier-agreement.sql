-- Completions that two verifiers both judged, by the pair of their verdicts: off the diagonal they disagree.
SELECT
  a.verifier AS verifier_a,
  b.verifier AS verifier_b,
  a.benchmark AS benchmark,
  a.verdict AS verdict_a,
  b.verdict AS verdict_b,
  CAST(count(*) AS INTEGER) AS completions
FROM verdicts a
JOIN verdicts b USING (benchmark, policy, problem_id, sample_index)
WHERE a.verifier < b.verifier
GROUP BY ALL
ORDER BY ALL
