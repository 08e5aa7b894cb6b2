import {Database} from "../../../loaders/store/database.js";

/** What a run holds of one policy on its only benchmark. */
export interface StoredPolicy {
  rows: number;
  /** Different completions by problem and place. */
  distinct: number;
  /** Shares of correct completions by problem, and how many were judged. */
  problems: readonly {share: number; n: number}[];
}

/** Each policy of a run by its id. Throws where there are no verdicts. */
export async function storedPolicies(run: string): Promise<Map<string, StoredPolicy>> {
  const database = await Database.open();
  try {
    const counts = await database.rows<{policy: string; stored: number; distinct_keys: number}>(
      `SELECT policy, count(*) AS stored, count(DISTINCT (problem_id, sample_index)) AS distinct_keys
       FROM ${completionsOf(run)} GROUP BY policy ORDER BY policy`
    );
    const shares = await database.rows<{policy: string; share: number; n: number}>(
      `SELECT policy, avg((verdict = 'correct')::INTEGER) AS share, count(*) AS n
       FROM read_parquet('${run}/verdicts/*/*/*/*/*.parquet', hive_partitioning = true)
       WHERE verdict <> 'error' GROUP BY policy, problem_id ORDER BY policy, problem_id`
    );
    return new Map(
      counts.map(({policy, stored, distinct_keys: distinct}) => {
        const problems = shares.filter((share) => share.policy === policy);
        return [policy, {rows: stored, distinct, problems}];
      })
    );
  } finally {
    database.close();
  }
}

/** What two engines say of the completions that both drew, letter by letter. */
export interface SameTexts {
  texts: number;
  /** Texts whose tokens they count differently. */
  otherCounts: number;
  /** Largest difference of their log-probabilities, nats. */
  largest: number;
}

/** Compares two runs of the same policies; a text counts once a problem. Texts that were cut are left out. */
export async function compareTexts(a: string, b: string): Promise<SameTexts> {
  const texts = (run: string): string =>
    `(SELECT policy, problem_id, trim(completion) AS text, min(completion_tokens) AS tokens, min(sum_logprob) AS logprob
      FROM ${completionsOf(run)} WHERE finish_reason = 'stop' GROUP BY ALL)`;
  const database = await Database.open();
  try {
    const [row] = await database.rows<{texts: number; others: number; largest: number | null}>(
      `SELECT count(*) AS texts, count(*) FILTER (a.tokens IS DISTINCT FROM b.tokens) AS others,
              max(abs(a.logprob - b.logprob)) AS largest
       FROM ${texts(a)} AS a JOIN ${texts(b)} AS b USING (policy, problem_id, text)`
    );
    return {
      texts: row!.texts,
      otherCounts: row!.others,
      largest: row!.largest ?? NaN
    };
  } finally {
    database.close();
  }
}

function completionsOf(run: string): string {
  return `read_parquet('${run}/completions/*/*/*.parquet', hive_partitioning = true)`;
}

/** pass@1 over problems, and half the length of its 95 % interval over other draws of the same problems. */
export function passAt1({problems}: StoredPolicy): {value: number; half: number} {
  const count = problems.length;
  const value = problems.reduce((sum, {share}) => sum + share, 0) / count;
  const variance = problems.reduce((sum, {share, n}) => sum + (share * (1 - share)) / Math.max(1, n - 1), 0);
  return {value, half: (1.96 * Math.sqrt(variance)) / count};
}
