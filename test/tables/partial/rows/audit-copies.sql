-- Sample indexes of a policy that hold the same text for each problem: drawn once, and counted several times.
SELECT benchmark, policy, problems, list(sample_index ORDER BY sample_index) AS sample_indexes
FROM (
  SELECT
    benchmark,
    policy,
    sample_index,
    CAST(count(*) AS INTEGER) AS problems,
    bit_xor(hash(problem_id, text)) AS texts
  FROM audited
  GROUP BY benchmark, policy, sample_index
)
GROUP BY benchmark, policy, problems, texts
HAVING count(*) > 1
ORDER BY benchmark, policy, sample_indexes
