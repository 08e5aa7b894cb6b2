import type {CrossingEstimate, DifferencePoint} from "./coverage-table.js";

/**
 * Ways to count the completions that one may doubt: those that were cut at the token limit, those that the verifier failed
 * on, those that another verifier judges otherwise. `left out`: they are no completions; `right`, `wrong`: all of them are;
 * `other`: the other verifier's verdict counts.
 */
export type DoubtedWay = "left out" | "right" | "wrong" | "other";

/** A comparison when doubted completions are counted in one way. */
export interface EnvelopeCase {
  experiment: string;
  benchmark: string;
  base: string;
  rl: string;
  /** What is doubted; null for the comparison as the report has it. */
  doubt: "cut" | "error" | "disagreement" | null;
  /** The other verifier of a disagreement; null for other doubts. */
  verifier: string | null;
  /** How the doubted completions are counted; null as the report counts them. */
  way: DoubtedWay | null;
  /** Completions of the two policies that this counts otherwise than the report does, or leaves out. */
  completions: number;
  /** The policy after training minus its base, at k = 1. */
  first: DifferencePoint;
  /** The same at the largest k that both have. */
  last: DifferencePoint;
  /** Where the two curves cross. */
  crossing: CrossingEstimate;
}

/** How much the findings hang on completions that one may doubt: src/data/envelope.json. */
export interface EnvelopeTable {
  /** By experiment, benchmark and pair; the report's own way first. A way that changes nothing is left out. */
  cases: EnvelopeCase[];
}
