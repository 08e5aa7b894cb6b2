/** What is to be known of the verifiers before one believes a curve: src/data/verifier-audit.json. */
export interface VerifierAudit {
  /** Completions by verifier, benchmark, policy, verdict and reason; truncated ones and those without an answer among them. */
  counts: VerdictCount[];
  /** What the rule on cut completions decides, by verifier and benchmark; those without any are left out. */
  cuts: CutCount[];
  /** Completions by the verdicts of each pair of verifiers. */
  agreement: VerdictPair[];
  /** Completions on which a pair differs, the shortest first, at most 100 a pair. */
  disagreements: Disagreement[];
}

/** Completions by verdict and reason. */
export interface VerdictCount {
  verifier: string;
  benchmark: string;
  policy: string;
  verdict: "correct" | "incorrect" | "error";
  /** Why not correct; null for a correct completion. */
  reason: string | null;
  completions: number;
  /** Those cut at the token limit. */
  truncated: number;
  /** Those in which the verifier found no answer, or extracts none. */
  without_answer: number;
}

/**
 * What cutting changes. The rule: a completion that was cut at the token limit, or within a thought (`<think>` without its
 * end), and gives no complete answer has none; what such a thought holds is not read.
 */
export interface CutCount {
  verifier: string;
  benchmark: string;
  completions: number;
  /** Those cut at the token limit. */
  cut: number;
  /** Cut ones that had given the right answer before. */
  cut_correct: number;
  /** Cut ones without a complete answer: incorrect by the rule. */
  cut_without_answer: number;
  /** Those that end within a thought. */
  open_thought: number;
  /** Those of them without an answer: incorrect by the rule. */
  open_without_answer: number;
  /** The most verdicts that the rule can have changed: cut ones without an answer and all that end within a thought. */
  by_rule: number;
}

/** Completions by the verdicts of two verifiers. */
export interface VerdictPair {
  /** The first of the two, by id. */
  verifier_a: string;
  /** The second. */
  verifier_b: string;
  benchmark: string;
  /** The first one's. */
  verdict_a: string;
  /** The second one's. */
  verdict_b: string;
  completions: number;
}

/** A completion on which two verifiers differ, as far as pages show it. */
export interface Disagreement {
  /** The first of the two, by id. */
  verifier_a: string;
  /** The second. */
  verifier_b: string;
  benchmark: string;
  policy: string;
  problem_id: string;
  sample_index: number;
  /** The first one's. */
  verdict_a: string;
  /** The second one's. */
  verdict_b: string;
  /** The answer that the first judged; null where it found none. */
  extracted_a: string | null;
  /** The answer that the second judged; null where it found none. */
  extracted_b: string | null;
  /** The completion's last 400 characters. */
  completion_end: string;
}
