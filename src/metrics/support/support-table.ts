import {grouped} from "./grouped.js";
import {logChanges, partChanges, type LogChange, type PartChange} from "./log-change.js";
import {supportProblem, type CountedProblem, type SupportProblem} from "./support-problem.js";
import type {ScoredText, SupportText} from "./support-text.js";

/** A base and a policy that was trained from it, on one benchmark. */
export interface SupportPair {
  benchmark: string;
  base: string;
  rl: string;
  /** Problems with verdicts of both. */
  problems: SupportProblem[];
  /** Distinct texts that both models have read. */
  texts: number;
  /** Of these, texts of which it is not known whether the settings of one of them cut them off. */
  unsure: number;
  /** How much likelier texts are after training, log(P after / P before), by source and verdict. */
  changes: LogChange[];
  /** The same of correct texts along the text, by who solves the problem. */
  along: PartChange[];
}

/** src/data/support.json */
export interface SupportTable {
  level: number;
  /** In the order of the benchmarks; without those that nobody has read texts of. */
  pairs: SupportPair[];
}

/** What one pair on one benchmark is summarised from. */
export interface SupportInput {
  benchmark: string;
  base: string;
  rl: string;
  problems: readonly CountedProblem[];
  texts: readonly SupportText[];
}

/** Certificates of each problem of a pair, and what training did to the probabilities of texts. */
export function supportPair(
  {benchmark, base, rl, problems, texts}: SupportInput,
  level: number
): SupportPair {
  const counted = new Set(problems.map(({problemId}) => problemId));
  const read = texts.filter((text) => counted.has(text.problemId) && text.base !== null && text.rl !== null);
  const correct = grouped(
    texts.filter(({isCorrect}) => isCorrect),
    ({problemId}) => problemId
  );
  const rows = problems.map((problem) => supportProblem(problem, correct.get(problem.problemId) ?? []));
  return {
    benchmark,
    base,
    rl,
    problems: rows,
    texts: read.length,
    unsure: read.filter((text) => isUnsure(text.base!) || isUnsure(text.rl!)).length,
    changes: logChanges(read, level),
    along: partChanges(read, rows, level)
  };
}

function isUnsure({sampledLow, sampledHigh}: ScoredText): boolean {
  return sampledLow === null && sampledHigh !== null;
}
