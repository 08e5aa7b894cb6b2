import {readFile} from "node:fs/promises";
import {MOST_CHARACTERS, MOST_COMMON, MOST_RARE} from "../../../src/metrics/study/case-shard.js";
import {quote} from "../../store/database.js";
import type {CellUnit} from "./cell-units.js";
import type {PartialTable} from "./partial-tables.js";

const sqlFolder = new URL("../../../src/sql/", import.meta.url);

/** SQL for each table of a unit's partial counts, over what `createUnitRows` makes; tables that the cell cannot have are left out. */
export async function unitQueries({source}: CellUnit): Promise<Partial<Record<PartialTable, string>>> {
  const {verdicts, terms} = source;
  const [own, ...others] = verdicts.map(({verifier}) => verifier.id);
  return {
    tallies: [
      tallies(own!, "unit"),
      ...others.map((id) => tallies(id, `unit_of(${quote(id)})`))
    ].join(" UNION ALL ") + " ORDER BY ALL",
    problems: await problems(),
    copies: COPIES,
    ...(others.length === 0 ? {} : {agreement: agreement(own!), disagreements: disagreements(own!)}),
    ...(terms.answers === "none"
      ? {frequencies: await frequencies()}
      : {frequencies: await frequencies(), answers: await answers(terms.answers)}),
    texts: TEXTS
  };
}

/** A macro that `unitQueries` needs: the unit's completions with the verdicts of another verifier, NULL where it has none. */
export const UNIT_OF = `
  CREATE OR REPLACE TEMP MACRO unit_of(id) AS TABLE
  SELECT problem_id, sample_index, finish_reason, smallest_n, is_open, o.verdict, o.reason, o.extracted
  FROM unit LEFT JOIN (FROM others WHERE verifier = id) o USING (problem_id, sample_index)`;

function tallies(verifier: string, rows: string): string {
  return `SELECT problem_id, ${quote(verifier)} AS verifier, verdict, reason, finish_reason, smallest_n,
      count(*) AS completions,
      count(*) FILTER (verdict IS NOT NULL AND extracted IS NULL) AS without_answer,
      count(*) FILTER (verdict IS NOT NULL AND is_open) AS open_thought,
      count(*) FILTER (verdict IS NOT NULL AND is_open AND extracted IS NULL) AS open_without_answer
    FROM ${rows} GROUP BY ALL`;
}

/** The statement of a file in src/sql. */
function sql(name: string): Promise<string> {
  return readFile(new URL(`${name}.sql`, sqlFolder), "utf8");
}

async function problems(): Promise<string> {
  const [marks, use, entropy, seeds] = await Promise.all(
    ["audit-marks", "token-use", "output-entropy", "audit-seeds"].map(sql)
  );
  return `
    WITH attempts AS (
      SELECT problem_id, count(attempts) AS served, count(*) FILTER (attempts > 1) AS retried,
        count(tokens) FILTER (attempts = 1) AS first_n, sum(tokens) FILTER (attempts = 1)::BIGINT AS first_tokens,
        count(tokens) FILTER (attempts > 1) AS retried_n, sum(tokens) FILTER (attempts > 1)::BIGINT AS retried_tokens,
        sum(tokens::BIGINT * tokens) FILTER (attempts > 1)::BIGINT AS retried_squares
      FROM audited GROUP BY problem_id
    )
    SELECT m.* EXCLUDE (benchmark, policy, failed_correct, errors_correct, missing, missing_correct, same_pairs, chance),
      m.same_pairs, m.chance, u.tokens, e.entropy, e.tokens AS entropy_tokens, s.seed_pairs, s.same_seed_pairs,
      a.* EXCLUDE (problem_id)
    FROM (${marks}) m JOIN attempts a USING (problem_id)
    LEFT JOIN (${use}) u USING (problem_id) LEFT JOIN (${entropy}) e USING (problem_id) LEFT JOIN (${seeds}) s USING (problem_id)
    ORDER BY problem_id`;
}

const COPIES = `
  SELECT sample_index, count(*)::INTEGER AS problems, bit_xor(CAST(hash(problem_id, text) >> 1 AS BIGINT)) AS texts
  FROM audited GROUP BY sample_index ORDER BY sample_index`;

/** All verdicts of the unit, by verifier. */
const judged = (own: string): string => `
  SELECT ${quote(own)} AS verifier, problem_id, sample_index, verdict, extracted, rule FROM unit WHERE verdict IS NOT NULL
  UNION ALL
  SELECT verifier, problem_id, sample_index, verdict, extracted, rule FROM others SEMI JOIN unit USING (problem_id, sample_index)`;

function agreement(own: string): string {
  return `WITH judged AS (${judged(own)})
    SELECT a.verifier AS verifier_a, b.verifier AS verifier_b, a.verdict AS verdict_a, b.verdict AS verdict_b, count(*) AS completions
    FROM judged a JOIN judged b USING (problem_id, sample_index) WHERE a.verifier < b.verifier GROUP BY ALL ORDER BY ALL`;
}

function disagreements(own: string): string {
  return `WITH judged AS (${judged(own)})
    SELECT a.verifier AS verifier_a, b.verifier AS verifier_b, problem_id, sample_index,
      a.verdict AS verdict_a, b.verdict AS verdict_b, a.extracted AS extracted_a, b.extracted AS extracted_b,
      a.rule AS rule_a, b.rule AS rule_b, characters
    FROM judged a JOIN judged b USING (problem_id, sample_index) JOIN unit u USING (problem_id, sample_index)
    WHERE a.verifier < b.verifier AND a.verdict <> b.verdict
    QUALIFY row_number() OVER (PARTITION BY a.verifier, b.verifier ORDER BY characters, problem_id, sample_index) <= 100
    ORDER BY ALL`;
}

async function frequencies(): Promise<string> {
  return `SELECT problem_id, completions, count(*)::INTEGER AS answers FROM (${await sql("answer-counts")}) GROUP BY ALL ORDER BY ALL`;
}

async function answers(kept: "all" | "correct"): Promise<string> {
  const wanted = kept === "all" ? "" : "WHERE correct > 0";
  return `SELECT problem_id, answer, completions, correct FROM (${await sql("answer-counts")}) ${wanted} ORDER BY ALL`;
}

// A text's own verdict is part of what makes it distinct: a verifier that timed out once may accept the same text later.
const TEXTS = `
  WITH texts AS (
    SELECT problem_id, text, characters AS length, verdict, min(sample_index) AS sample_index, count(*) AS count,
      arg_min(extracted, sample_index) AS extracted, arg_min(reason, sample_index) AS reason,
      arg_min(rule, sample_index) AS rule, arg_min(finish_reason, sample_index) AS finish_reason
    FROM unit WHERE verdict IS NOT NULL GROUP BY ALL
  ), ranked AS (
    SELECT *, count(*) OVER of_verdict AS distinct_texts,
      row_number() OVER in_order AS place, sum(length) OVER in_order AS characters,
      verdict = 'correct' AND sum(count) OVER of_verdict < 0.05 * sum(count) FILTER (verdict != 'error') OVER of_problem AS is_rare
    FROM texts
    WINDOW of_problem AS (PARTITION BY problem_id), of_verdict AS (PARTITION BY problem_id, verdict),
      in_order AS (PARTITION BY problem_id, verdict ORDER BY count DESC, sample_index)
  )
  SELECT problem_id, verdict, sample_index, count, place, distinct_texts, length AS characters, extracted, reason, rule, finish_reason
  FROM ranked
  WHERE place = 1 OR (place <= if(is_rare, ${MOST_RARE}, ${MOST_COMMON}) AND characters <= ${MOST_CHARACTERS})
  ORDER BY problem_id, verdict, place`;
