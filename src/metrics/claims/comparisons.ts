import type {BenchmarkCoverage, Comparison, DifferencePoint} from "../coverage/coverage-table.js";
import type {PolicySummary} from "../study/study-summary.js";
import type {ClaimTables, Measurement} from "./claim.js";

/** A policy and its base on one benchmark of an experiment. */
export interface ComparedPair {
  experiment: string;
  benchmark: BenchmarkCoverage;
  comparison: Comparison;
  /** The policy that was trained. */
  policy: PolicySummary;
}

/** Every pair of an experiment whose trained policy has the role, benchmark by benchmark. */
export function comparedPairs(
  {study, coverage}: Pick<ClaimTables, "study" | "coverage">,
  experiment: string,
  role: PolicySummary["role"]
): ComparedPair[] {
  return (coverage[experiment]?.benchmarks ?? []).flatMap((benchmark) =>
    benchmark.comparisons.flatMap((comparison): ComparedPair[] => {
      const policy = study.policies.find(({policy}) => policy === comparison.rl);
      return policy?.role === role && comparison.points.length > 0
        ? [{experiment, benchmark, comparison, policy}]
        : [];
    })
  );
}

/** `comparedPairs` that are measured at more than one budget: with one completion a problem there is no large k to speak of. */
export function pairsOfCurves(...of: Parameters<typeof comparedPairs>): ComparedPair[] {
  return comparedPairs(...of).filter(({comparison}) => comparison.points.length > 1);
}

/** The difference at one budget as a measurement. */
export function differenceAt({k, difference, low, high}: DifferencePoint, n: number): Measurement {
  return {quantity: `difference at k = ${k}`, unit: "points", estimate: difference, low, high, n};
}
