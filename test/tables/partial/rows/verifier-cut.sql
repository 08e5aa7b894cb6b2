-- What cutting changes: completions cut at the token limit or within a thought, by verifier and benchmark. One that gives no
-- complete answer is incorrect by rule, and what an open thought holds is not read: no verdict but those can be another without
-- the rule. A thought is open where no </think> follows the last <think>.
WITH judged AS (
  SELECT
    verifier,
    benchmark,
    verdict,
    finish_reason = 'length' AS is_cut,
    contains(completion, '<think>')
      AND NOT contains(regexp_extract(completion, '(?s)^.*<think>(.*)$', 1), '</think>') AS is_open,
    verdict = 'incorrect' AND extracted IS NULL AS is_without
  FROM verdicts
)
SELECT
  verifier,
  benchmark,
  CAST(count(*) AS INTEGER) AS completions,
  CAST(count(*) FILTER (is_cut) AS INTEGER) AS cut,
  CAST(count(*) FILTER (is_cut AND verdict = 'correct') AS INTEGER) AS cut_correct,
  CAST(count(*) FILTER (is_cut AND is_without) AS INTEGER) AS cut_without_answer,
  CAST(count(*) FILTER (is_open) AS INTEGER) AS open_thought,
  CAST(count(*) FILTER (is_open AND is_without) AS INTEGER) AS open_without_answer,
  CAST(count(*) FILTER ((is_cut AND is_without) OR is_open) AS INTEGER) AS by_rule
FROM judged
GROUP BY verifier, benchmark
HAVING count(*) FILTER (is_cut OR is_open) > 0
ORDER BY verifier, benchmark
