import type {AttemptRow} from "../../../src/metrics/audit/attempt-row.js";
import type {CopiedIndexes, ProblemMarks, SeedPairs} from "../../../src/metrics/audit/problem-marks.js";
import type {Database} from "../../store/database.js";

/** What an audit counts, from the partial counts in `database`. */
export interface AuditedCounts {
  marks: ProblemMarks[];
  seeds: SeedPairs[];
  copies: CopiedIndexes[];
  attempts: AttemptRow[];
}

/** What an audit counts of every cell. */
export async function auditedCounts(database: Database): Promise<AuditedCounts> {
  return {
    marks: await database.rows<ProblemMarks>(MARKS),
    seeds: await database.rows<SeedPairs>(SEEDS),
    copies: await database.rows<CopiedIndexes>(COPIES),
    attempts: await database.rows<AttemptRow>(ATTEMPTS)
  };
}

// The problem for which a server gave the most completions was asked for as many as any other.
const MARKS = `
  SELECT benchmark, policy, problem_id, completions, n, c, cut, cut_correct, repeats, repeats_correct, empty, empty_correct,
    disputed, disputed_correct, failed, 0 AS failed_correct, errors, 0 AS errors_correct,
    CAST(if(served > 0, max(completions) OVER (PARTITION BY benchmark, policy) - completions, 0) AS INTEGER) AS missing,
    0 AS missing_correct, finish_known, same_pairs, chance
  FROM partial_problems ORDER BY benchmark, policy, problem_id`;

/** Pairs of completions of a problem that were drawn with one seed: only of policies that drew several with a seed. */
const SEEDS = `
  SELECT benchmark, policy, problem_id, seed_pairs, same_seed_pairs
  FROM partial_problems WHERE seed_pairs IS NOT NULL ORDER BY benchmark, policy, problem_id`;

/** Sample indexes of a policy that hold the same text for each problem: drawn once, and counted several times. */
const COPIES = `
  SELECT benchmark, policy, problems, list(sample_index ORDER BY sample_index) AS sample_indexes
  FROM (
    SELECT benchmark, policy, sample_index, CAST(sum(problems) AS INTEGER) AS problems, bit_xor(texts) AS texts
    FROM partial_copies GROUP BY benchmark, policy, sample_index
  )
  GROUP BY benchmark, policy, problems, texts
  HAVING count(*) > 1
  ORDER BY benchmark, policy, sample_indexes`;

/**
 * What retries may have chosen: tokens of completions that a server gave at the first attempt and of those that it was asked for
 * again. \`longer\` is the mean, over the retried ones, of how many more tokens they have than those of the first attempt of the
 * same problem: hard problems have longer completions, retried or not.
 */
const ATTEMPTS = `
  WITH compared AS (
    SELECT *, if(first_n > 0, retried_n, 0) AS m, first_tokens / nullif(first_n, 0) AS mean FROM partial_problems WHERE served > 0
  ), sums AS (
    SELECT benchmark, policy,
      CAST(sum(served) AS INTEGER) AS completions,
      CAST(sum(retried) AS INTEGER) AS retried,
      sum(first_tokens) / nullif(sum(first_n), 0) AS first_tokens,
      sum(retried_tokens) / nullif(sum(retried_n), 0) AS retried_tokens,
      sum(retried_tokens - m * mean ORDER BY problem_id) FILTER (m > 0) / nullif(sum(m), 0) AS longer,
      sum(retried_squares - 2 * mean * retried_tokens + m * mean * mean ORDER BY problem_id) FILTER (m > 0) AS squares,
      CAST(sum(m) AS INTEGER) AS compared
    FROM compared GROUP BY benchmark, policy
  )
  SELECT benchmark, policy, completions, retried, first_tokens, retried_tokens, longer,
    if(compared > 1, sqrt(greatest(0, squares - compared * longer * longer) / (compared - 1)), NULL) AS spread, compared
  FROM sums ORDER BY benchmark, policy`;
