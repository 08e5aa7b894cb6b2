import type {StudyFact} from "../../contents/report-contents.js";

/** A query that the explorer offers. */
export interface ExampleQuery {
  label: string;
  sql: string;
  /** A fact of the study without which the query finds nothing. */
  needs?: StudyFact;
}

/** Examples over the tables of the explorer; the first one opens with the page and needs no table of single completions. */
export const exampleQueries: ExampleQuery[] = [
  {
    label: "Accuracy by policy",
    sql: `SELECT benchmark, policy,
  sum(n) AS judged,
  round(sum(c) / sum(n), 4) AS accuracy
FROM problem_counts
GROUP BY ALL
ORDER BY ALL`
  },
  {
    label: "Verdicts of every verifier",
    sql: `SELECT benchmark, verifier, verdict, finish_reason, sum(completions) AS completions
FROM tallies
GROUP BY ALL
ORDER BY ALL`
  },
  {
    label: "Problems that only one policy solves",
    sql: `SELECT benchmark, problem_id,
  max(c) FILTER (c > 0) AS correct_completions,
  any_value(policy) FILTER (c > 0) AS solved_only_by
FROM problem_counts
GROUP BY ALL
HAVING count(*) > 1 AND count(*) FILTER (c > 0) = 1
ORDER BY correct_completions DESC, problem_id`
  },
  {
    label: "Length of right and wrong completions",
    needs: "texts",
    sql: `SELECT benchmark, policy, verdict,
  count(*) AS completions,
  round(avg(completion_tokens), 1) AS mean_tokens,
  round(avg(mean_entropy), 3) AS mean_entropy
FROM completions
GROUP BY ALL
ORDER BY ALL`
  },
  {
    label: "Why completions fail",
    needs: "texts",
    sql: `SELECT benchmark, policy, verdict, reason, count(*) AS completions
FROM completions
GROUP BY ALL
ORDER BY benchmark, policy, completions DESC`
  },
  {
    label: "Accuracy histogram",
    sql: `SELECT benchmark, policy,
  CASE WHEN c = 0 THEN 0 WHEN c = n THEN 1 ELSE ceil(10.0 * c / n) / 10 END AS accuracy_up_to,
  count(*) AS problems
FROM problem_counts
GROUP BY ALL
ORDER BY ALL`
  },
  {
    label: "Accuracy by strategy",
    needs: "cards",
    sql: `SELECT p.benchmark, p.strategy, counts.policy,
  count(*) AS problems,
  round(sum(c) / sum(n), 4) AS accuracy
FROM problem_counts AS counts
JOIN problems AS p USING (benchmark, problem_id)
GROUP BY ALL
ORDER BY ALL`
  },
  {
    label: "Hardest problems that are ever solved",
    sql: `SELECT counts.benchmark, policy, problem_id, c, n, p.prompt
FROM problem_counts AS counts
JOIN problems AS p USING (benchmark, problem_id)
WHERE c BETWEEN 1 AND 0.05 * n
ORDER BY c / n, problem_id
LIMIT 50`
  }
];
