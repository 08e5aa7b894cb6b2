-- Perplexity per token of each completion under each model that scored it, at temperature 1.
-- `policy` wrote the text (`_reference`: ground truth), `scored_by` is the model.
SELECT
  s.benchmark,
  s.policy,
  s.scored_by,
  s.problem_id,
  s.sample_index,
  exp(-s.sum_logprob / nullif(s.tokens, 0)) AS perplexity,
  c.verdict
FROM scores s
LEFT JOIN completions c USING (benchmark, policy, problem_id, sample_index)
ORDER BY s.benchmark, s.policy, s.scored_by, s.problem_id, s.sample_index
