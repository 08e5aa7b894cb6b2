/** What is to be known of the verifiers before one believes a curve: src/data/verifier-audit.json. */
export interface VerifierAudit {
  /** Completions by verifier, benchmark, policy, verdict and reason; truncated ones and those without an answer among them. */
  counts: VerdictCount[];
  /** Completions by the verdicts of each pair of verifiers. */
  agreement: VerdictPair[];
  /** Completions on which a pair differs, the shortest first, at most 100 a pair. */
  disagreements: Disagreement[];
}

/** A row of verifier-audit.sql. */
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

/** A row of verifier-agreement.sql. */
export interface VerdictPair {
  verifier_a: string;
  verifier_b: string;
  benchmark: string;
  verdict_a: string;
  verdict_b: string;
  completions: number;
}

/** A row of verifier-disagreements.sql, as far as pages show it. */
export interface Disagreement {
  verifier_a: string;
  verifier_b: string;
  benchmark: string;
  policy: string;
  problem_id: string;
  sample_index: number;
  verdict_a: string;
  verdict_b: string;
  extracted_a: string | null;
  extracted_b: string | null;
  completion_end: string;
}
