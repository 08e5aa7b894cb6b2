-- The completions on which two verifiers differ, the shortest first: at most 100 for each pair of verifiers.
SELECT
  a.verifier AS verifier_a,
  b.verifier AS verifier_b,
  a.benchmark AS benchmark,
  a.policy AS policy,
  a.problem_id AS problem_id,
  a.sample_index AS sample_index,
  a.verdict AS verdict_a,
  b.verdict AS verdict_b,
  a.extracted AS extracted_a,
  b.extracted AS extracted_b,
  a.rule AS rule_a,
  b.rule AS rule_b,
  right(a.completion, 400) AS completion_end
FROM verdicts a
JOIN verdicts b USING (benchmark, policy, problem_id, sample_index)
WHERE a.verifier < b.verifier AND a.verdict <> b.verdict
QUALIFY row_number() OVER (
  PARTITION BY a.verifier, b.verifier
  ORDER BY length(a.completion), benchmark, policy, problem_id, sample_index
) <= 100
ORDER BY ALL
