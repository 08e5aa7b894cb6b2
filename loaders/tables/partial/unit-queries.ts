import {MOST_CHARACTERS, MOST_COMMON, MOST_RARE} from "../../../src/metrics/study/case-shard.js";
import {quote} from "../../store/database.js";
import type {CellUnit} from "./cell-units.js";
import type {PartialTable} from "./partial-tables.js";

/** Reasons that say that a verifier gave up on a completion, and judged it incorrect. */
const GAVE_UP = "'timeout', 'crash', 'memory', 'output_limit'";

/** SQL for each table of a unit's partial counts, over what `createUnitRows` makes; tables that the cell cannot have are left out. */
export function unitQueries({source: {verdicts, terms}}: CellUnit): Partial<Record<PartialTable, string>> {
  const [own, ...others] = verdicts.map(({verifier}) => verifier.id);
  const pairs = judged(own!);
  return {
    tallies: tallies([own!, "unit"], ...others.map((id): [string, string] => [id, seenBy(id)])),
    problems: PROBLEMS,
    copies: COPIES,
    ...(others.length === 0 ? {} : {agreement: agreement(pairs), disagreements: disagreements(pairs)}),
    frequencies: `SELECT problem_id, completions, CAST(count(*) AS INTEGER) AS answers FROM (${ANSWERS}) GROUP BY ALL ORDER BY ALL`,
    ...(terms.answers === "none"
      ? {}
      : {answers: `FROM (${ANSWERS}) ${terms.answers === "all" ? "" : "WHERE correct > 0"} ORDER BY ALL`}),
    texts: TEXTS
  };
}

/** The unit's completions with the verdicts of another verifier, NULL where it has none. */
function seenBy(verifier: string): string {
  return `(
    SELECT problem, sample_index, finish_reason, smallest_n, is_open, o.verdict, o.reason, o.extracted
    FROM unit LEFT JOIN (FROM others WHERE verifier = ${quote(verifier)}) o USING (problem, sample_index))`;
}

function tallies(...verifiers: [id: string, rows: string][]): string {
  const parts = verifiers.map(
    ([id, rows]) => `SELECT problem, ${quote(id)} AS verifier, verdict, reason, finish_reason, smallest_n,
      count(*) AS completions,
      count(*) FILTER (verdict IS NOT NULL AND extracted IS NULL) AS without_answer,
      count(*) FILTER (verdict IS NOT NULL AND is_open) AS open_thought,
      count(*) FILTER (verdict IS NOT NULL AND is_open AND extracted IS NULL) AS open_without_answer
    FROM ${rows} GROUP BY ALL`
  );
  return `SELECT problem_id, * EXCLUDE (problem_id, problem) FROM (${parts.join(" UNION ALL ")}) JOIN ids USING (problem) ORDER BY ALL`;
}

/**
 * What is counted of each problem: completions that were cut at the token limit, that say the same as an earlier one of their
 * problem (repeats), that give no answer (empty), on which another verifier differs (disputed), or on which the verifier gave up
 * (failed); of each kind those that count as correct. Only judged completions are in n and in the kinds: an error is no verdict,
 * and a kind of its own. `same_pairs` are pairs of completions with one text, judged or not.
 */
const PROBLEMS = `
  WITH disputes AS (
    SELECT problem, sample_index, bool_or(verdict = 'correct') AS some_correct, bool_or(verdict = 'incorrect') AS some_incorrect
    FROM others GROUP BY ALL
  ), marked AS (
    SELECT unit.*, coalesce(verdict IN ('correct', 'incorrect'), false) AS is_judged, coalesce(verdict = 'correct', false) AS is_correct,
      coalesce(verdict IN ('correct', 'incorrect'), false) AND coalesce(finish_reason = 'length', false) AS is_cut,
      coalesce(verdict IN ('correct', 'incorrect'), false) AND (coalesce(reason = 'no_answer', false) OR is_blank) AS is_empty,
      coalesce(if(verdict = 'correct', some_incorrect, verdict = 'incorrect' AND some_correct), false) AS is_disputed
    FROM unit LEFT JOIN disputes USING (problem, sample_index)
  ), sums AS (
    SELECT problem,
      count(*) AS completions, count(*) FILTER (is_judged) AS n, count(*) FILTER (is_correct) AS c,
      count(*) FILTER (is_cut) AS cut, count(*) FILTER (is_cut AND is_correct) AS cut_correct,
      count(*) FILTER (is_empty) AS empty, count(*) FILTER (is_empty AND is_correct) AS empty_correct,
      count(*) FILTER (is_disputed) AS disputed, count(*) FILTER (is_disputed AND is_correct) AS disputed_correct,
      count(*) FILTER (verdict = 'incorrect' AND reason IN (${GAVE_UP})) AS failed,
      count(*) FILTER (verdict = 'error') AS errors, count(finish_reason) AS finish_known,
      CASE WHEN count(chance) = count(*) THEN sum(chance) / count(*) END AS chance,
      CASE WHEN count(tokens) FILTER (is_judged) = count(*) FILTER (is_judged)
        THEN CAST(sum(tokens) FILTER (is_judged) AS DOUBLE) END AS tokens,
      sum(mean_entropy * tokens) FILTER (mean_entropy IS NOT NULL AND tokens > 0) AS entropy,
      CAST(sum(tokens) FILTER (mean_entropy IS NOT NULL AND tokens > 0) AS DOUBLE) AS entropy_tokens,
      count(attempts) AS served, count(*) FILTER (attempts > 1) AS retried,
      count(tokens) FILTER (attempts = 1) AS first_n, CAST(sum(tokens) FILTER (attempts = 1) AS BIGINT) AS first_tokens,
      count(tokens) FILTER (attempts > 1) AS retried_n, CAST(sum(tokens) FILTER (attempts > 1) AS BIGINT) AS retried_tokens,
      CAST(sum(tokens::BIGINT * tokens) FILTER (attempts > 1) AS BIGINT) AS retried_squares,
      max(tokens) AS most_tokens, count(*) - count(tokens) AS tokens_unknown
    FROM marked GROUP BY problem
  ), wordings AS (
    SELECT problem, sum(count) AS completions,
      coalesce(sum(count) FILTER (verdict IN ('correct', 'incorrect')), 0) AS n,
      coalesce(sum(count) FILTER (verdict = 'correct'), 0) AS c,
      -- The first of equal texts is no repeat.
      coalesce(min(sample_index) FILTER (verdict = 'correct') < coalesce(min(sample_index) FILTER (verdict = 'incorrect'), 2147483647), false)::INTEGER AS first_correct
    FROM texts GROUP BY problem, text
  ), repeated AS (
    SELECT problem, CAST(sum(greatest(0, n - 1)) AS INTEGER) AS repeats,
      CAST(sum(greatest(0, c - first_correct)) AS INTEGER) AS repeats_correct,
      CAST(sum(completions * (completions - 1) // 2) AS DOUBLE) AS same_pairs
    FROM wordings GROUP BY problem
  ), seeded AS (
    SELECT problem, seed, sum(completions) AS completions, sum(completions * (completions - 1) // 2) AS same
    FROM (SELECT problem, seed, text, count(*) AS completions FROM unit WHERE seed IS NOT NULL GROUP BY ALL) GROUP BY ALL
  ), seeds AS (
    SELECT problem, CAST(sum(completions * (completions - 1) // 2) AS DOUBLE) AS seed_pairs, CAST(sum(same) AS DOUBLE) AS same_seed_pairs
    FROM seeded GROUP BY problem HAVING max(completions) > 1 AND count(*) > 1
  )
  SELECT problem_id, CAST(COLUMNS(['completions', 'n', 'c', 'cut', 'cut_correct']) AS INTEGER), repeats, repeats_correct,
    CAST(COLUMNS(['empty', 'empty_correct', 'disputed', 'disputed_correct', 'failed', 'errors', 'finish_known']) AS INTEGER),
    same_pairs, chance, tokens, entropy, entropy_tokens, seed_pairs, same_seed_pairs,
    served, retried, first_n, first_tokens, retried_n, retried_tokens, retried_squares,
    most_tokens, tokens_unknown
  FROM sums JOIN repeated USING (problem) LEFT JOIN seeds USING (problem) JOIN ids USING (problem)
  ORDER BY problem_id`;

const COPIES = `
  SELECT sample_index, CAST(count(*) AS INTEGER) AS problems, bit_xor(CAST(hash(problem_hash, text) >> 1 AS BIGINT)) AS texts
  FROM unit JOIN (SELECT problem, hash(problem_id) AS problem_hash FROM ids) USING (problem)
  GROUP BY sample_index ORDER BY sample_index`;

/** SQL for the pairs of verdicts of two verifiers on the same completion. */
function judged(own: string): string {
  return `(
    WITH judged AS (
      SELECT ${quote(own)} AS verifier, problem, sample_index, verdict, extracted, rule FROM unit WHERE verdict IS NOT NULL
      UNION ALL
      SELECT o.verifier, problem, sample_index, o.verdict, o.extracted, o.rule FROM others o SEMI JOIN unit USING (problem, sample_index)
    )
    SELECT a.verifier AS verifier_a, b.verifier AS verifier_b, problem, sample_index, a.verdict AS verdict_a, b.verdict AS verdict_b,
      a.extracted AS extracted_a, b.extracted AS extracted_b, a.rule AS rule_a, b.rule AS rule_b
    FROM judged a JOIN judged b USING (problem, sample_index) WHERE a.verifier < b.verifier)`;
}

function agreement(pairs: string): string {
  return `SELECT verifier_a, verifier_b, verdict_a, verdict_b, count(*) AS completions FROM ${pairs} GROUP BY ALL ORDER BY ALL`;
}

function disagreements(pairs: string): string {
  return `SELECT p.* EXCLUDE (problem), problem_id, characters
    FROM ${pairs} p JOIN unit USING (problem, sample_index) JOIN ids USING (problem)
    WHERE verdict_a <> verdict_b
    QUALIFY row_number() OVER (PARTITION BY verifier_a, verifier_b ORDER BY characters, problem_id, sample_index) <= 100`;
}

const ANSWERS = `
  SELECT problem_id, extracted AS answer, CAST(count(*) AS INTEGER) AS completions,
    CAST(count(*) FILTER (verdict = 'correct') AS INTEGER) AS correct
  FROM unit JOIN ids USING (problem)
  WHERE extracted IS NOT NULL AND verdict IN ('correct', 'incorrect') GROUP BY problem_id, extracted`;

/** Numbers that sort texts as they are shown, the most frequent first and of these the earliest, and that a list of the largest can hold. */
const ORDER = "(count << 32) - sample_index";

// A text's own verdict is part of what makes it distinct: a verifier that timed out once may accept the same text later.
const TEXTS = `
  WITH verdicts AS (
    SELECT problem, verdict, count(*) AS distinct_texts, sum(count) AS judged, max(${ORDER}, ${MOST_RARE}) AS first
    FROM texts WHERE verdict IS NOT NULL GROUP BY problem, verdict
  ), limits AS (
    SELECT *, if(verdict = 'correct' AND judged < 0.05 * sum(judged) FILTER (verdict != 'error') OVER (PARTITION BY problem),
      ${MOST_RARE}, ${MOST_COMMON}) AS most
    FROM verdicts
  ), placed AS (
    SELECT problem, verdict, distinct_texts, most, unnest(first) AS number, unnest(range(1, len(first) + 1)) AS place FROM limits
  ), numbered AS (
    SELECT problem, verdict, distinct_texts, place, (number + 4294967295) >> 32 AS count,
      CAST((((number + 4294967295) >> 32) << 32) - number AS INTEGER) AS sample_index
    FROM placed WHERE place <= most
  ), shown AS (
    SELECT n.*, characters, extracted, reason, rule, finish_reason, sum(characters) OVER (
      PARTITION BY problem, n.verdict ORDER BY place) AS characters_so_far
    FROM numbered n JOIN unit USING (problem, sample_index)
  )
  SELECT problem_id, verdict, sample_index, count, place, distinct_texts, characters, extracted, reason, rule, finish_reason
  FROM shown JOIN ids USING (problem)
  WHERE place = 1 OR characters_so_far <= ${MOST_CHARACTERS}
  ORDER BY problem_id, verdict, place`;
