import type {Benchmark} from "../../schema/study.js";
import {MOST_READ} from "../../../src/metrics/reading/reading-unit.js";

/** Whether readers can add something to what a benchmark's verifier says: it does not check every step. */
export function isRead({benchmark: {verifier}}: {benchmark: Pick<Benchmark, "verifier">}): boolean {
  return !verifier.endsWith("@steps");
}

/** The first 12 hex digits of the SHA-256 of a completion, as SQL. */
export const digestSql = "left(sha256(completion), 12)";

/**
 * SQL for the correct texts to read first of each problem and policy: of benchmark $1 as its verifier $2 judged them, of the problem $3
 * alone where that is not NULL; `reading` numbers them from 1. The correct completions stand in the order of the SHA-256 of their
 * names, a random one that no text decides; `reading_place` is that of the first with this text. None where the verifier checks every step.
 */
export const readFirst = `
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY policy, problem_id ORDER BY reading_place) AS reading,
      count(*) OVER (PARTITION BY policy, problem_id) AS distinct_correct,
      sum(copies) OVER (PARTITION BY policy, problem_id) AS correct
    FROM (
      SELECT policy, problem_id, verdict, min(sample_index) AS sample_index, min(reading_place) AS reading_place, count(*) AS copies
      FROM (
        SELECT policy, problem_id, verdict, completion, sample_index, row_number() OVER (
          PARTITION BY policy, problem_id
          ORDER BY sha256(concat_ws('/', benchmark, policy, problem_id, sample_index)), sample_index
        ) AS reading_place
        FROM verdicts
        WHERE benchmark = $1 AND verifier = $2 AND verdict = 'correct' AND NOT ends_with($2, '@steps')
          AND problem_id = coalesce($3, problem_id)
      ) GROUP BY policy, problem_id, verdict, completion
    )
  ) WHERE reading <= ${MOST_READ}`;
