-- What an audit counts of each problem under each policy: completions that were cut at the token limit, that say the same as
-- an earlier one of their problem (repeats), that give no answer (empty), on which another verifier differs (disputed), or on
-- which the verifier gave up (failed); of each kind those that count as correct. Only judged completions are in n and in the
-- kinds: an error is no verdict, and a kind of its own. What a server did not give (missing) is no completion. `same_pairs` are pairs of completions with one text, judged or not.
WITH texts AS (
  SELECT
    benchmark,
    policy,
    problem_id,
    text,
    count(*) AS completions,
    count(*) FILTER (is_judged) AS n,
    count(*) FILTER (is_judged AND is_correct) AS c,
    count(*) FILTER (is_judged AND is_cut) AS cut,
    count(*) FILTER (is_judged AND is_cut AND is_correct) AS cut_correct,
    count(*) FILTER (is_judged AND is_empty) AS empty,
    count(*) FILTER (is_judged AND is_empty AND is_correct) AS empty_correct,
    count(*) FILTER (is_judged AND is_disputed) AS disputed,
    count(*) FILTER (is_judged AND is_disputed AND is_correct) AS disputed_correct,
    count(*) FILTER (is_judged AND is_failed) AS failed,
    count(*) FILTER (is_error) AS errors,
    count(*) FILTER (has_finish) AS finish_known,
    bool_or(attempts IS NOT NULL) AS is_served,
    sum(chance) AS chance,
    count(chance) AS chances,
    -- The first of equal texts is no repeat.
    coalesce(arg_min(is_correct, sample_index) FILTER (is_judged), false)::INTEGER AS first_correct
  FROM audited
  GROUP BY benchmark, policy, problem_id, text
)
SELECT
  benchmark,
  policy,
  problem_id,
  CAST(sum(completions) AS INTEGER) AS completions,
  CAST(sum(n) AS INTEGER) AS n,
  CAST(sum(c) AS INTEGER) AS c,
  CAST(sum(cut) AS INTEGER) AS cut,
  CAST(sum(cut_correct) AS INTEGER) AS cut_correct,
  CAST(sum(greatest(0, n - 1)) AS INTEGER) AS repeats,
  CAST(sum(greatest(0, c - first_correct)) AS INTEGER) AS repeats_correct,
  CAST(sum(empty) AS INTEGER) AS empty,
  CAST(sum(empty_correct) AS INTEGER) AS empty_correct,
  CAST(sum(disputed) AS INTEGER) AS disputed,
  CAST(sum(disputed_correct) AS INTEGER) AS disputed_correct,
  CAST(sum(failed) AS INTEGER) AS failed,
  0 AS failed_correct,
  CAST(sum(errors) AS INTEGER) AS errors,
  0 AS errors_correct,
  -- The problem for which a server gave the most completions was asked for as many as any other.
  CAST(CASE WHEN bool_or(is_served) THEN max(sum(completions)) OVER cell - sum(completions) ELSE 0 END AS INTEGER) AS missing,
  0 AS missing_correct,
  CAST(sum(finish_known) AS INTEGER) AS finish_known,
  CAST(sum(completions * (completions - 1) // 2) AS DOUBLE) AS same_pairs,
  CASE WHEN sum(chances) = sum(completions) THEN sum(chance) / sum(completions) END AS chance
FROM texts
GROUP BY benchmark, policy, problem_id
WINDOW cell AS (PARTITION BY benchmark, policy)
ORDER BY benchmark, policy, problem_id
