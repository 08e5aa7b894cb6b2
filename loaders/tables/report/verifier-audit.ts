import type {
  CutCount,
  Disagreement,
  VerdictCount,
  VerdictPair,
  VerifierAudit
} from "../../../src/metrics/study/verifier-audit.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

/** The verifier audit of the study that the environment names. */
export async function verifierAudit(environment: NodeJS.ProcessEnv): Promise<VerifierAudit> {
  return withPartialCounts(environment, async (database) => ({
    counts: await database.rows<VerdictCount>(COUNTS),
    cuts: await database.rows<CutCount>(CUTS),
    agreement: await database.rows<VerdictPair>(AGREEMENT),
    disagreements: await database.rows<Disagreement>(DISAGREEMENTS)
  }));
}

/** How each verifier judged each policy: completions by verdict and reason, and how many of them were cut at the token limit. */
const COUNTS = `
  SELECT verifier, benchmark, policy, verdict, reason,
    CAST(sum(completions) AS INTEGER) AS completions,
    CAST(coalesce(sum(completions) FILTER (finish_reason = 'length'), 0) AS INTEGER) AS truncated,
    CAST(sum(without_answer) AS INTEGER) AS without_answer
  FROM partial_tallies WHERE verdict IS NOT NULL
  GROUP BY verifier, benchmark, policy, verdict, reason
  ORDER BY verifier, benchmark, policy, verdict, reason`;

/**
 * What cutting changes: completions cut at the token limit or within a thought, by verifier and benchmark. One that gives no
 * complete answer is incorrect by rule, and what an open thought holds is not read: no verdict but those can be another without
 * the rule. A thought is open where no </think> follows the last <think>.
 */
const CUTS = `
  WITH judged AS (
    SELECT *, coalesce(finish_reason = 'length', false) AS is_cut, verdict = 'incorrect' AS is_incorrect
    FROM partial_tallies WHERE verdict IS NOT NULL
  )
  SELECT verifier, benchmark,
    CAST(sum(completions) AS INTEGER) AS completions,
    CAST(coalesce(sum(completions) FILTER (is_cut), 0) AS INTEGER) AS cut,
    CAST(coalesce(sum(completions) FILTER (is_cut AND verdict = 'correct'), 0) AS INTEGER) AS cut_correct,
    CAST(coalesce(sum(without_answer) FILTER (is_cut AND is_incorrect), 0) AS INTEGER) AS cut_without_answer,
    CAST(sum(open_thought) AS INTEGER) AS open_thought,
    CAST(coalesce(sum(open_without_answer) FILTER (is_incorrect), 0) AS INTEGER) AS open_without_answer,
    CAST(sum(if(is_cut AND is_incorrect, without_answer + open_thought - open_without_answer, open_thought)) AS INTEGER) AS by_rule
  FROM judged
  GROUP BY verifier, benchmark
  HAVING cut > 0 OR sum(open_thought) > 0
  ORDER BY verifier, benchmark`;

/** Completions that two verifiers both judged, by the pair of their verdicts: off the diagonal they disagree. */
const AGREEMENT = `
  SELECT verifier_a, verifier_b, benchmark, verdict_a, verdict_b, CAST(sum(completions) AS INTEGER) AS completions
  FROM partial_agreement GROUP BY ALL ORDER BY ALL`;

/** The completions on which two verifiers differ, the shortest first: at most 100 for each pair of verifiers. */
const DISAGREEMENTS = `
  SELECT verifier_a, verifier_b, benchmark, policy, problem_id, sample_index, verdict_a, verdict_b, extracted_a, extracted_b,
    rule_a, rule_b, completion_end
  FROM partial_disagreements
  QUALIFY row_number() OVER (
    PARTITION BY verifier_a, verifier_b
    ORDER BY characters, benchmark, policy, problem_id, sample_index
  ) <= 100
  ORDER BY ALL`;
