import type {ProblemCount} from "../counts/problem-count.js";
import type {AuditKind, ProblemMarks} from "./problem-marks.js";

/**
 * What may be done with the marked completions: they are left out, so that their problem has a smaller n; right and wrong are
 * exchanged; all count as wrong; all count as right.
 */
export const auditChanges = ["dropped", "flipped", "worst", "best"] as const;

export type AuditChange = (typeof auditChanges)[number];

/**
 * The counts of a problem after a change to the completions of a kind. A problem of which nothing is left has n = 0. What the
 * verifier failed on, or a server did not give, is left out as it is, and neither right nor wrong: at worst and at best it comes in.
 */
export function changedCount(
  count: ProblemCount,
  marks: ProblemMarks | undefined,
  kind: AuditKind,
  change: AuditChange
): ProblemCount {
  if (!marks) return count;
  if (kind === "errors" || kind === "missing") return withUnjudged(count, marks[kind], change);
  const [marked, correct] = [marks[kind], marks[`${kind}_correct`]];
  switch (change) {
    case "dropped":
      return {...count, n: count.n - marked, c: count.c - correct};
    case "flipped":
      return {...count, c: count.c - correct + (marked - correct)};
    case "worst":
      return {...count, c: count.c - correct};
    case "best":
      return {...count, c: count.c - correct + marked};
  }
}

function withUnjudged(count: ProblemCount, unjudged: number, change: AuditChange): ProblemCount {
  if (change === "worst") return {...count, n: count.n + unjudged};
  return change === "best" ? {...count, n: count.n + unjudged, c: count.c + unjudged} : count;
}
