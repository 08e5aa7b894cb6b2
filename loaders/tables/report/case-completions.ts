import {
  MOST_CHARACTERS,
  MOST_COMMON,
  MOST_RARE,
  type CaseCompletion,
  type CasePolicy
} from "../../../src/metrics/study/case-shard.js";
import type {Database} from "../../store/database.js";
import {digestSql, readFirst} from "../reading/reading-sql.js";

interface CaseRow extends Omit<CaseCompletion, "extracted" | "reason" | "truncated"> {
  problem_id: string;
  policy: string;
  distinct_texts: number;
  extracted: string | null;
  reason: string | null;
  finish_reason: string;
}

// A text's own verdict is part of what makes it distinct: a verifier that timed out once may accept the same text later.
const sql = `
  WITH texts AS (
    SELECT policy, problem_id, completion, verdict, min(sample_index) AS sample_index, count(*) AS count,
      arg_min(extracted, sample_index) AS extracted, arg_min(reason, sample_index) AS reason,
      arg_min(rule, sample_index) AS rule, arg_min(finish_reason, sample_index) AS finish_reason
    FROM verdicts WHERE benchmark = $1 AND verifier = $2 AND problem_id = coalesce($3, problem_id)
    GROUP BY ALL
  ), ranked AS (
    SELECT *, count(*) OVER of_verdict AS distinct_texts,
      row_number() OVER in_order AS place, sum(length(completion)) OVER in_order AS characters,
      verdict = 'correct' AND sum(count) OVER of_verdict < 0.05 * sum(count) FILTER (verdict != 'error') OVER of_policy AS is_rare
    FROM texts
    WINDOW of_policy AS (PARTITION BY policy, problem_id), of_verdict AS (PARTITION BY policy, problem_id, verdict),
      in_order AS (PARTITION BY policy, problem_id, verdict ORDER BY count DESC, sample_index)
  )
  SELECT policy, problem_id, sample_index, count, completion, ${digestSql} AS digest, verdict,
    extracted, reason, rule, finish_reason, distinct_texts
  FROM ranked LEFT JOIN (${readFirst}) AS first USING (policy, problem_id, sample_index, verdict)
  WHERE first.reading IS NOT NULL OR place = 1 OR (place <= if(is_rare, ${MOST_RARE}, ${MOST_COMMON}) AND characters <= ${MOST_CHARACTERS})
  ORDER BY problem_id, policy, list_position(['correct', 'incorrect', 'error'], verdict), place`;

/**
 * What the shards of a benchmark show of its completions, by problem, policies in the order of their ids: from the view
 * `verdicts`, as its verifier judged them. Each policy shows its most frequent distinct texts of each verdict, up to
 * `MOST_COMMON` of them (correct ones of a rarely solved problem: `MOST_RARE`) and `MOST_CHARACTERS` characters, at
 * least one, and the correct ones that are to be read first. Of one problem alone where it is named.
 */
export async function caseCompletions(
  database: Database,
  benchmark: string,
  verifier: string,
  problemId: string | null = null
): Promise<Map<string, CasePolicy[]>> {
  return byProblem(await database.rows<CaseRow>(sql, [benchmark, verifier, problemId]));
}

/**
 * The same of some problems of a benchmark, from the partial counts, which know which texts these are: the texts alone are read,
 * from `completions`, SQL for the rows (policy, problem_id, sample_index, completion) of the benchmark.
 */
export async function countedCases(
  database: Database,
  benchmark: string,
  problemIds: readonly string[],
  completions: string
): Promise<Map<string, CasePolicy[]>> {
  const rows = await database.rows<CaseRow>(
    `WITH shown AS (
       FROM partial_texts WHERE benchmark = $1 AND problem_id IN (SELECT unnest(CAST($2 AS JSON)::VARCHAR[]))
     )
     SELECT policy, problem_id, sample_index, count, completion, ${digestSql} AS digest, verdict,
       extracted, reason, rule, finish_reason, distinct_texts
     FROM (${completions}) JOIN shown USING (policy, problem_id, sample_index)
     ORDER BY problem_id, policy, list_position(['correct', 'incorrect', 'error'], verdict), place`,
    [benchmark, JSON.stringify(problemIds)]
  );
  return byProblem(rows);
}

function byProblem(rows: readonly CaseRow[]): Map<string, CasePolicy[]> {
  const problems = new Map<string, CasePolicy[]>();
  for (const row of rows) {
    const policies = problems.get(row.problem_id) ?? [];
    problems.set(row.problem_id, policies);
    let policy = policies.at(-1);
    if (policy?.policy !== row.policy) {
      policy = {policy: row.policy, distinct: {correct: 0, incorrect: 0, error: 0}, completions: []};
      policies.push(policy);
    }
    policy.distinct[row.verdict] = row.distinct_texts;
    policy.completions.push(caseCompletion(row));
  }
  return problems;
}

/** What a shard says of a text: no answer where there is none or where it is the text itself. */
function caseCompletion(row: CaseRow): CaseCompletion {
  const {sample_index, count, completion, digest, verdict, extracted, reason, rule} = row;
  const isPart = extracted !== null && extracted.trim() !== completion.trim();
  return {
    ...{sample_index, count, completion, digest, verdict},
    ...(isPart ? {extracted} : {}),
    ...(reason === null ? {} : {reason}),
    rule,
    ...(row.finish_reason === "length" ? {truncated: true} : {})
  };
}
