import type {AuditKind} from "../../metrics/audit/problem-marks.js";

/** The completions of a kind, as they stand in a sentence. */
export const kindNames: Readonly<Record<AuditKind, string>> = {
  cut: "cut at the token limit",
  repeats: "repeats of an earlier text",
  empty: "without an answer",
  disputed: "disputed by another verifier",
  failed: "given up by the verifier",
  errors: "that the verifier failed on",
  missing: "that a server did not give"
};
