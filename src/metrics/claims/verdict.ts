import {holds} from "../statistics/holm.js";
import type {Estimate, Interval} from "../statistics/interval.js";
import type {ClaimCase, Verdict} from "./claim.js";

/** What an interval says of an expectation: it confirms it, contradicts it, or leaves it open. */
export type Evidence = "for" | "against" | "open";

/** A quantity that a claim expects on one side of a value, with its 95% interval. */
export interface TestedEffect extends Estimate {
  quantity: string;
  unit: "points" | "share";
  expected: "above" | "below";
  value: number;
}

/** An expectation of a claim, tested. */
export interface Test {
  evidence: Evidence;
  /** p-value of the test in the direction found; null where the interval behind the evidence is corrected already. */
  p: number | null;
  /** Whether the case needs it to be confirmed. One that is not needed can only contradict. Default: true. */
  isNeeded?: boolean;
  /** What cases have in common is estimated from it; null where nothing could have shown it, left out for what has no mean over cases. */
  effect?: TestedEffect | null | undefined;
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
    const hasRoom = tests.length === 0 || tests.some(({effect}) => effect !== null);
    return {...one, verdict: caseVerdict(evidence), ...(hasRoom ? {} : {hasRoom})};
  });
}

/**
 * What a study says of a claim. With a summary of every quantity (see `pooledCases`) it is supported when every mean lies on the
 * claim's side and no case is contradicted, not supported when a mean lies on the other side and a case is contradicted, and
 * undecided otherwise. Without one a claim is about its cases alone: supported when all are, not supported when all are
 * contradicted, those aside in which nothing could have been shown. No data without a case.
 */
export function verdictOf(
  cases: readonly ClaimCase[],
  summaries: readonly {evidence: Evidence}[] = []
): Verdict {
  if (cases.length === 0) return "no data";
  if (summaries.length === 0) {
    const [first, ...others] = cases.filter(({hasRoom = true}) => hasRoom);
    return first && others.every(({verdict}) => verdict === first.verdict) ? first.verdict : "undecided";
  }
  const contradicted = cases.some(({verdict}) => verdict === "not supported");
  if (contradicted)
    return summaries.some(({evidence}) => evidence === "against") ? "not supported" : "undecided";
  return summaries.every(({evidence}) => evidence === "for") ? "supported" : "undecided";
}
