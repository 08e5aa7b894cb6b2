import {holds} from "../statistics/holm.js";
import type {Interval} from "../statistics/interval.js";
import type {ClaimCase, Verdict} from "./claim.js";

/** What an interval says of an expectation: it confirms it, contradicts it, or leaves it open. */
export type Evidence = "for" | "against" | "open";

/** An expectation of a claim, tested. */
export interface Test {
  evidence: Evidence;
  /** p-value of the test in the direction found; null where the interval behind the evidence is corrected already. */
  p: number | null;
  /** Whether the case needs it to be confirmed. One that is not needed can only contradict. Default: true. */
  isNeeded?: boolean;
}

/** A case whose tests wait for those of the others. */
export interface TestedCase extends Omit<ClaimCase, "verdict"> {
  tests: readonly Test[];
}

/** Whether a quantity is above `value`: open where its interval holds `value` or is not known. */
export function above({low, high}: Interval, value = 0): Evidence {
  if (low > value) return "for";
  return high < value ? "against" : "open";
}

/** Whether a quantity is below `value`. */
export function below({low, high}: Interval, value = 0): Evidence {
  return above({low: -high, high: -low}, -value);
}

/** A case is supported when every expectation is confirmed, and not supported when one is contradicted. */
export function caseVerdict(evidence: readonly Evidence[]): ClaimCase["verdict"] {
  if (evidence.includes("against")) return "not supported";
  return evidence.every((one) => one === "for") ? "supported" : "undecided";
}

/**
 * Decides the cases of one claim. All their tests are one family: evidence counts where its p-value holds after Holm's
 * correction over the family, and is open otherwise. Tests that found nothing are of the family too.
 */
export function decided(cases: readonly TestedCase[]): ClaimCase[] {
  const held = holds(cases.flatMap(({tests}) => tests.map(({p}) => p ?? NaN)));
  let next = 0;
  return cases.map(({tests, ...one}) => {
    const evidence = tests.flatMap(({evidence, p, isNeeded = true}): Evidence[] => {
      const found = p === null || held[next] ? evidence : "open";
      next++;
      return isNeeded || found === "against" ? [found] : [];
    });
    return {...one, verdict: caseVerdict(evidence)};
  });
}

/**
 * A claim is supported when it holds in more than half of its cases and is contradicted in none, not supported when it is
 * contradicted in more than half, and undecided otherwise. No data without a case.
 */
export function verdictOf(cases: readonly ClaimCase[]): Verdict {
  if (cases.length === 0) return "no data";
  const count = (verdict: Verdict): number => cases.filter((one) => one.verdict === verdict).length;
  if (count("not supported") > cases.length / 2) return "not supported";
  return count("not supported") === 0 && count("supported") > cases.length / 2 ? "supported" : "undecided";
}
